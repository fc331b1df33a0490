import { build } from 'vite';

/** A file of this repository with all that it imports, as one script for a page without the app. */
export async function pageScript(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    build: { write: false, lib: { entry, formats: ['iife'], name } },
  });
  const [first] = [built].flat();
  if (first === undefined || !('output' in first)) throw new Error('no script was built');
  return first.output[0].code.replace(/^(var|const|let) /, 'globalThis.');
}
