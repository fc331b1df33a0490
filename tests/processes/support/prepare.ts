import { fileURLToPath } from 'node:url';
import { buildApp, isAppStale } from '../../../src/server/build-app.ts';

/** Before the tests: a server that starts then has nothing to build, and two do not build at once. */
export async function setup(): Promise<void> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  if (isAppStale(root)) await buildApp(root);
}
