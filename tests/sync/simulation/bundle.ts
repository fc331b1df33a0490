import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const nodeRequire = createRequire(import.meta.url);

type Compiled = (...values: unknown[]) => void;
interface Built {
  entry: string;
  /** By the name that the others ask for them. */
  files: ReadonlyMap<string, Compiled>;
  /** Started once for all: what they export. */
  shared: Map<string, unknown>;
}

/** Built once: a program starts hundreds of times. */
const built = new Map<string, Promise<Built>>();

export type Requires = (name: string) => unknown;
/** Every name that a program may mean by the world around it. */
export type Surroundings = Readonly<Record<string, unknown>>;

/** A program that starts anew, in a world of its own, as often as it is called. */
export type Program<Exports> = (surroundings: Surroundings, require?: Requires) => Exports;

/**
 * One of the entries beside this file with all that it imports, as one function whose global names are
 * parameters: clock, timers, chance, network and database are then the simulation's. The schemas, and the rooms that
 * know neither clock nor world, are started once for all.
 */
export async function bundle<Exports>(
  entry: string,
  names: readonly string[],
): Promise<Program<Exports>> {
  built.set(entry, built.get(entry) ?? compile(entry, names));
  const { entry: first, files, shared } = await built.get(entry)!;
  return (surroundings, require = nodeRequire) => {
    const values = names.map((name) => surroundings[name]);
    const started = new Map(shared);
    return startFile(first, { files, started, require, values }) as Exports;
  };
}

/** Files that lie beside the source are looked for from its place. */
const FILE = join(ROOT, 'src', 'server', 'bundled.cjs');
const SHARED = /node_modules\/zod\/|src\/(domain|protocol)\//;

async function compile(entry: string, names: readonly string[]): Promise<Built> {
  const chunks = await chunksOf(entry);
  const files = new Map(
    chunks.map(({ fileName, code }) => [
      basename(fileName),
      compileFunction(code, [...PARAMETERS, ...(isShared(fileName) ? [] : names)], {
        filename: `simulated-${fileName}`,
      }) as Compiled,
    ]),
  );
  const shared = new Map<string, unknown>();
  for (const name of [...files.keys()].filter(isShared))
    startFile(name, { files, started: shared, require: nodeRequire, values: [] });
  const first = chunks.find(({ isEntry }) => isEntry);
  return { entry: basename(first!.fileName), files, shared };
}

/** With what it asks for, each file once. */
function startFile(
  name: string,
  parts: Pick<Built, 'files'> & {
    started: Map<string, unknown>;
    require: Requires;
    values: readonly unknown[];
  },
): unknown {
  const { files, started, require, values } = parts;
  const known = started.get(name);
  if (known !== undefined) return known;
  const exports = {};
  started.set(name, exports);
  const asked: Requires = (path) =>
    files.has(basename(path)) ? startFile(basename(path), parts) : require(path);
  files.get(name)!(exports, asked, FILE, ...values);
  return exports;
}

const isShared = (fileName: string): boolean =>
  /^(shared|rolldown-runtime)/.test(basename(fileName));

const PARAMETERS = ['exports', 'require', '__filename'];

async function chunksOf(entry: string): Promise<Rolldown.OutputChunk[]> {
  const result = await build({
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
        output: {
          format: 'cjs',
          codeSplitting: { groups: [{ name: 'shared', test: SHARED }] },
        },
      },
    },
  });
  const { output } = result as Rolldown.RolldownOutput;
  return output.filter((chunk) => chunk.type === 'chunk');
}
