import { availableParallelism } from 'node:os';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { preact } from '@preact/preset-vite';
import { VitePWA } from 'vite-plugin-pwa';
import type { Plugin, TerserOptions } from 'vite';
import { defineConfig } from 'vitest/config';

const manifest = JSON.parse(
  readFileSync(new URL('./manifest.webmanifest', import.meta.url), 'utf8'),
);

const { version } = JSON.parse(
  readFileSync(new URL('./package.json', import.meta.url), 'utf8'),
) as { version: string };

const styleFiles = readdirSync(new URL('./src/app', import.meta.url), { recursive: true })
  .map((path) => basename(String(path)))
  .filter((name) => name.endsWith('.module.css'))
  .sort();

/** The class and its file's place among all: short, and the same in every build of the same source. */
function shortName(name: string, file: string): string {
  return `${name}${styleFiles.indexOf(basename(file.replace(/\?.*/, '')))}`;
}

/** Of an svg taken as text (`?raw`), the paths alone: `Icon` draws the frame that all of them share. */
function svgInnards(): Plugin {
  return {
    name: 'svg-innards',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('.svg?raw')) return null;
      const [, innards = ''] =
        /<svg[^>]*>(.*)<\/svg>/s.exec(readFileSync(id.replace('?raw', ''), 'utf8')) ?? [];
      return `export default ${JSON.stringify(innards.replaceAll(/>\s+</g, '><').trim())}`;
    },
  };
}

/**
 * What the phone loads, in as few files as compress best: the libraries with what stands before the PIN; the
 * door behind it; the sentences of one language; and when the door is open, what talks to the server, its
 * schemas and the rest. Each takes its dependencies along unless an earlier one has.
 */
const CHUNKS = [
  {
    name: 'start',
    test: /src\/app\/main\.tsx$|node_modules\/(dexie|@?preact|i18next|idb-keyval|uuid)\//,
    priority: 5,
  },
  { name: 'schemas', test: /node_modules\/zod\//, priority: 5 },
  {
    name: 'sync',
    test: /src\/(app\/open-sync|store\/(attachments-write|journal-sending|replica-intake|replica-disk-write|entry-shape))\.ts$/,
    priority: 1,
  },
  {
    name: 'door',
    test: /src\/app\/(work|shell\/frame\/frame|features\/door\/door-front)\.tsx?$/,
    priority: 3,
  },
  {
    name: 'notices',
    test: /src\/app\/shell\/frame\/((locked-)?notices|duty-bar)\.tsx$/,
    priority: 2,
  },
  {
    name: 'door-lists',
    test: /src\/app\/(shell\/frame\/(sync-sheet|first-load|no-duty-front)|features\/(door\/(resting-cards|double-warning|shift-start|shift-sheet|person-card|newcomer-forms|room-readings|\w+-screen)|settings\/settings-screen)|duty\/not-saved)\.tsx$/,
    priority: 1,
  },
  ...['zh', 'en'].map((language) => ({
    name: `sentences-${language}`,
    test: new RegExp(`(ui|shell|lock|frame|duty|door)/strings/${language}\\.json$`),
    priority: 6,
  })),
];

/**
 * Some 3 % less than Vite's own pass. Without `debug`, which we never set, i18next says none of its
 * warnings: the calls and their sentences need not travel.
 */
const SMALLEST: TerserOptions = {
  ecma: 2020,
  compress: {
    passes: 4,
    pure_funcs: ['log', 'warn', 'deprecate', 'once'].map((name) => `this.logger.${name}`),
  },
  format: { comments: false },
};

/**
 * A screen of a chunk of its own waits for its styles. What else it imports it asks for itself: naming that
 * beforehand too costs the first load half a kilobyte of names.
 */
const styleSheets = (_: string, files: string[]): string[] =>
  files.filter((file) => file.endsWith('.css'));

/** What only `npm run test:full` runs. */
const fullOnly = (glob: string): string[] => (process.env['TEST_FULL'] ? [] : [glob]);

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
    modulePreload: { polyfill: false, resolveDependencies: styleSheets },
    minify: 'terser',
    terserOptions: SMALLEST,
    rolldownOptions: { output: { codeSplitting: { groups: CHUNKS } } },
  },
  json: { namedExports: false },
  css: { modules: { generateScopedName: shortName } },
  plugins: [
    svgInnards(),
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
    // As many as there are cores, on a machine of two as well.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          root: '.',
          include: [
            'src/**/*.test.ts',
            'src/**/*.test.tsx',
            'tests/sync/**/*.test.ts',
            'tests/*.test.ts',
          ],
          setupFiles: ['tests/support/both-languages.ts'],
          // Room for a busy machine: nothing here is a measurement.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
      {
        extends: true,
        test: {
          // On SQLite. No file changes what another sees: they share what they import, half of their time.
          name: 'server',
          isolate: false,
          root: '.',
          include: ['tests/{server,roster}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
      {
        extends: true,
        test: {
          // The server's tests once more, on PostgreSQL.
          name: 'postgres',
          isolate: false,
          root: '.',
          include: [
            'tests/{server,postgres}/**/*.test.ts',
            'tests/sync/{retention,room-retention,lost-operations,repair,restored-server}.test.ts',
          ],
          exclude: ['tests/server/{sqlite,restore}.test.ts'],
          globalSetup: ['tests/support/postgres/prepare.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
      {
        extends: true,
        test: {
          // Servers and databases as processes of their own, which are killed.
          name: 'processes',
          root: '.',
          include: ['tests/processes/**/*.test.ts'],
          exclude: fullOnly('tests/processes/full/**'),
          globalSetup: ['tests/support/postgres/prepare.ts', 'tests/processes/support/prepare.ts'],
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 60_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          root: '.',
          include: ['tests/e2e/**/*.e2e.ts'],
          exclude: fullOnly('tests/e2e/full/**'),
          globalSetup: ['tests/e2e/support/prepare.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          env: { TZ: 'America/Phoenix' },
        },
      },
    ],
  },
});
