import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Db } from '../../src/server/database/open.ts';
import { isPostgres } from '../../src/server/database/postgres.ts';
import type { Tx } from '../../src/server/database/tables.ts';
import { writeTogether } from '../../src/server/database/write-together.ts';
import { openServer } from './support/test-server.ts';

const note = async (tx: Tx, key: string): Promise<Tx> => {
  await tx.insertInto('meta').values({ key, value: 'noted' }).execute();
  return tx;
};

const readNoted = async (db: Db, keys: readonly string[]): Promise<string[]> => {
  const rows = await db.selectFrom('meta').select('key').where('key', 'in', keys).execute();
  return rows.map(({ key }) => key);
};

test('writes that wait at the same moment share a transaction on SQLite, and each is there when it is told', async () => {
  const { db } = await openServer();
  const keys = Array.from({ length: 40 }, () => randomUUID());

  const told = await Promise.all(
    keys.map(async (key) => {
      const tx = await writeTogether(db, (own) => note(own, key));
      return { tx, there: await readNoted(db, [key]) };
    }),
  );

  expect(told.map(({ there }) => there)).toEqual(keys.map((key) => [key]));
  expect(new Set(told.map(({ tx }) => tx)).size).toBe(isPostgres(db) ? 40 : 3);
});

test('one that fails leaves nothing and says why, and those beside it are there', async () => {
  const { db } = await openServer();
  const [before, failing, after] = [randomUUID(), randomUUID(), randomUUID()];

  const told = await Promise.allSettled([
    writeTogether(db, (tx) => note(tx, before)),
    writeTogether(db, async (tx) => {
      await note(tx, failing);
      throw new Error('as it was meant');
    }),
    writeTogether(db, (tx) => note(tx, after)),
  ]);

  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(told[1]).toMatchObject({ reason: { message: 'as it was meant' } });
  expect(new Set(await readNoted(db, [before, failing, after]))).toEqual(new Set([before, after]));
});

test('where the whole transaction is lost, each is written again by itself', async () => {
  const { db } = await openServer();
  const keys = [randomUUID(), randomUUID(), randomUUID()];
  let isFirst = true;

  await Promise.all(
    keys.map((key) =>
      writeTogether(db, async (tx) => {
        await note(tx, key);
        if (key === keys[1] && isFirst && !isPostgres(db)) {
          isFirst = false;
          // What SQLite does by itself where the disk is full.
          await sql`rollback`.execute(tx);
        }
      }),
    ),
  );

  expect(new Set(await readNoted(db, keys))).toEqual(new Set(keys));
});
