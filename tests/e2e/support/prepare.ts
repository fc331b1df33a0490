import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { provideChromium } from './browser.ts';

/** Before the browser tests: there is a browser, and the app is built as for people: the test runner's own mode leaves the worker out. */
export function setup(): void {
  provideChromium();
  if (process.env['E2E_REBUILD'] || !existsSync('dist/app/index.html'))
    execFileSync('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn'], {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    });
}
