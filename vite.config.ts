import { readFileSync } from 'node:fs';
import { preact } from '@preact/preset-vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';

const manifest = JSON.parse(
  readFileSync(new URL('./manifest.webmanifest', import.meta.url), 'utf8'),
);

const { version } = JSON.parse(
  readFileSync(new URL('./package.json', import.meta.url), 'utf8'),
) as { version: string };

/** Unit tests run with the default projects; `--project e2e` needs a built app and a browser. */
export default defineConfig({
  root: 'src/app',
  publicDir: '../../public',
  // The package's main file is the build for browsers of 2015: a kilobyte more, and slower to start.
  resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(version) },
  cacheDir: '../../node_modules/.vite',
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    target: ['chrome100', 'safari16.4', 'firefox126'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  plugins: [
    preact({ reactAliasesEnabled: false, devToolsEnabled: false }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '../service-worker',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest,
      manifestFilename: 'manifest.webmanifest',
      injectManifest: { rollupFormat: 'iife', globPatterns: ['**/*.{js,css,html,svg,png,json}'] },
    }),
  ],
  server: { proxy: { '/api': 'http://127.0.0.1:8470' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: [
            'src/**/*.test.ts',
            'src/**/*.test.tsx',
            'tests/{sync,server,roster}/**/*.test.ts',
            'tests/*.test.ts',
          ],
          env: { TZ: 'America/Phoenix' },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          include: ['tests/e2e/**/*.e2e.ts'],
          exclude: process.env['TEST_FULL'] ? [] : ['tests/e2e/full/**'],
          globalSetup: ['tests/e2e/support/prepare.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
    ],
  },
});
