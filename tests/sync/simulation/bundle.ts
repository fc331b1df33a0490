import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const nodeRequire = createRequire(import.meta.url);

/** Built once: a program starts hundreds of times. */
const compiled = new Map<string, Promise<Compiled>>();
type Compiled = (...values: unknown[]) => void;

export type Requires = (name: string) => unknown;
/** Every name that a program may mean by the world around it. */
export type Surroundings = Readonly<Record<string, unknown>>;

/** A program that starts anew, in a world of its own, as often as it is called. */
export type Program<Exports> = (surroundings: Surroundings, require?: Requires) => Exports;

/**
 * One of the entries beside this file with all that it imports, as one function whose global names are
 * parameters: clock, timers, chance, network and database are then the simulation's.
 */
export async function bundle<Exports>(
  entry: string,
  names: readonly string[],
): Promise<Program<Exports>> {
  compiled.set(entry, compiled.get(entry) ?? compile(entry, names));
  const run = await compiled.get(entry)!;
  return (surroundings, require = nodeRequire) => {
    const exports = {};
    // Files that lie beside the source are looked for from its place.
    const file = join(ROOT, 'src', 'server', 'bundled.cjs');
    run(exports, require, file, ...names.map((name) => surroundings[name]));
    return exports as Exports;
  };
}

async function compile(entry: string, names: readonly string[]): Promise<Compiled> {
  const parameters = ['exports', 'require', '__filename', ...names];
  const options = { filename: `simulated-${entry}` };
  return compileFunction(await bundledCode(entry), parameters, options) as Compiled;
}

async function bundledCode(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    define: { 'import.meta.env.APP_VERSION': '"0.1.0"' },
    resolve: { alias: [{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.mjs' }] },
    ssr: { noExternal: true, external: ['@photostructure/sqlite', 'pg', '@node-rs/argon2'] },
    build: {
      write: false,
      minify: false,
      ssr: true,
      target: 'node20',
      rolldownOptions: {
        input: fileURLToPath(new URL(entry, import.meta.url)),
        output: { format: 'cjs', codeSplitting: false },
      },
    },
  });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  return chunk.code;
}
