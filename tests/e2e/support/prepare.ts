import { existsSync } from 'node:fs';
import { build } from 'vite';
import { provideChromium } from './browser.ts';

/** Before the browser tests: there is a browser, and the app is built. */
export async function setup(): Promise<void> {
  provideChromium();
  if (process.env['E2E_REBUILD'] || !existsSync('dist/app/index.html'))
    await build({ configFile: 'vite.config.ts', logLevel: 'warn' });
}
