import { spawnSync } from 'node:child_process';

/** One browser of another make, with a profile of its own that goes when it is closed. */
export interface EngineDriver {
  goto(url: string): Promise<void>;
  /** Runs `inPage` inside the page, where nothing of its module exists; what goes in and out is JSON. */
  evaluate<Input, Output>(
    inPage: (input: Input) => Output | Promise<Output>,
    input: Input,
  ): Promise<Output>;
  /** Errors that no code caught, and what the content security policy refused. */
  complaints(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Engine {
  name: string;
  /** Sees that its programs are there, or fails with one sentence. */
  provide(): void;
  /** In English, in the campus's time zone. */
  open(): Promise<EngineDriver>;
}

/** The paths of programs; as root on Debian they are installed where one is missing. */
export function providePrograms<Name extends string>(wanted: {
  /** Each with the commands by which it may be there. */
  programs: Record<Name, readonly string[]>;
  packages: readonly string[];
  /** One sentence for those whom this cannot help. */
  otherwise: string;
}): Record<Name, string> {
  const found = findPrograms(wanted.programs);
  if (found) return found;
  const packages = wanted.packages.join(' ');
  console.log(`Something is missing; installing the Debian packages ${packages} …`);
  spawnSync('sh', ['-c', `apt-get update -qq && apt-get install -y -qq ${packages}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const installed = findPrograms(wanted.programs);
  if (installed) return installed;
  throw new Error(wanted.otherwise);
}

function findPrograms<Name extends string>(
  programs: Record<Name, readonly string[]>,
): Record<Name, string> | null {
  const paths = Object.entries<readonly string[]>(programs).map(([name, commands]) => {
    const search = commands.map((command) => `command -v ${command}`).join(' || ');
    return [name, spawnSync('sh', ['-c', search], { encoding: 'utf8' }).stdout.trim()] as const;
  });
  if (paths.some(([, path]) => path === '')) return null;
  return Object.fromEntries(paths) as Record<Name, string>;
}
