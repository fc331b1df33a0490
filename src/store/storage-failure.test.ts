import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { describe, expect, test } from 'vitest';
import { reopenDexie, StorageFailure, withReopening } from './storage-failure.ts';

const named = (name: string, inner?: Error) => Object.assign(new Error(name), { name, inner });

/** Fails as told, one error for each try, and succeeds after them. */
function failing(errors: Error[]) {
  const log: string[] = [];
  const result = withReopening(async () => log.push('reopen'))(async () => {
    log.push('try');
    const error = errors.shift();
    if (error) throw error;
    return 'done';
  });
  return { log, result };
}

describe('a dead handle', () => {
  test.each(['UnknownError', 'InvalidStateError', 'DatabaseClosedError'])(
    '(%s) is opened anew, and the work done once more',
    async (name) => {
      const { log, result } = failing([named(name)]);

      expect(await result).toBe('done');
      expect(log).toEqual(['try', 'reopen', 'try']);
    },
  );

  test('that is dead again is a failure for the rescue screen, never a loop', async () => {
    const { log, result } = failing([named('UnknownError'), named('UnknownError')]);

    await expect(result).rejects.toMatchObject({ name: 'StorageFailure', why: 'broken' });
    expect(log).toEqual(['try', 'reopen', 'try']);
  });
});

test.each([
  ['as the browser says it', named('QuotaExceededError')],
  ['inside of what Dexie says', named('AbortError', named('QuotaExceededError'))],
  [
    'among many rows',
    Object.assign(named('BulkError'), { failures: [named('QuotaExceededError')] }),
  ],
])('a full disk, %s, is told at once', async (_, error) => {
  const { log, result } = failing([error]);

  await expect(result).rejects.toEqual(new StorageFailure('full', error));
  expect(log).toEqual(['try']);
});

test('a bug is passed on as it is', async () => {
  const bug = new TypeError('bug');

  await expect(failing([bug]).result).rejects.toBe(bug);
});

test('a handle that Dexie is opening anew by itself is not taken from it', async () => {
  const db = new Dexie('any');
  db.version(1).stores({ rows: 'id' });
  await db.open();
  db.close({ disableAutoOpen: false });
  const byItself = db.open();

  await reopenDexie(db);
  await byItself;

  expect(await db.table('rows').count()).toBe(0);
  db.close();
});
