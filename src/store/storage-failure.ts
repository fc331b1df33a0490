import type { Dexie } from 'dexie';

/**
 * The browser's database failed, twice where a second try made sense. `full`: no room left; `broken`:
 * it cannot be opened, used or read. The shell shows the rescue screen.
 */
export class StorageFailure extends Error {
  override readonly name = 'StorageFailure';
  readonly why: 'full' | 'broken';

  constructor(why: StorageFailure['why'], cause: unknown) {
    super(`The local database failed: ${why}`, { cause });
    this.why = why;
  }
}

/** For `catch`: what the browser's database could not do is dealt with, and anything else thrown on. */
export function onStorageFailure<T>(deal: (failure: StorageFailure) => T): (failure: unknown) => T {
  return (failure) => {
    if (!(failure instanceof StorageFailure)) throw failure;
    return deal(failure);
  };
}

/** WebKit closes handles of pages in the background; a new handle works, the old one never again. */
const DEAD_HANDLE: ReadonlySet<string> = new Set([
  'UnknownError',
  'InvalidStateError',
  'DatabaseClosedError',
  'OpenFailedError',
  'AbortError',
  'TimeoutError',
]);

/**
 * Does each work; on a dead handle reopens the database and does it once more. However many works find it
 * dead at once, it is reopened once: a second time would break off the first. A work must be safe to
 * repeat. Throws `StorageFailure` for what the browser's database could not do, and bugs as they are.
 */
export function withReopening(
  reopen: () => Promise<unknown>,
): <T>(work: () => Promise<T>) => Promise<T> {
  let renewal: Promise<unknown> | null = null;
  return async (work) => {
    const before = renewal;
    for (let isSecond = false; ; isSecond = true) {
      try {
        if (isSecond) await (renewal === before ? (renewal = reopen()) : renewal);
        return await work();
      } catch (error) {
        const names = namesOf(error);
        if (names.includes('QuotaExceededError')) throw new StorageFailure('full', error);
        if (!names.some((name) => DEAD_HANDLE.has(name))) throw error;
        if (isSecond) throw new StorageFailure('broken', error);
      }
    }
  };
}

/** Closes a Dexie handle, dead or alive, and opens a new one, or waits for the one that Dexie is opening by itself. */
export async function reopenDexie(db: Dexie): Promise<void> {
  db.close({ disableAutoOpen: false });
  await db.open();
}

/** Dexie wraps what the browser threw in `inner`, and that of many rows at once in `failures`. */
function namesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, inner, failures } = error as {
    name?: unknown;
    inner?: unknown;
    failures?: unknown;
  };
  const own = typeof name === 'string' ? [name] : [];
  const within = [inner, ...(Array.isArray(failures) ? (failures as unknown[]) : [])];
  return [...own, ...within.flatMap(namesOf)];
}
