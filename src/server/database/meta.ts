import type { Reader, Tx } from './tables.ts';
import { ConcurrentChange } from './transaction.ts';

/** One row each; `server_id` and `feed_epoch` are there from the first migration on. */
export type MetaKey =
  | 'server_id'
  | 'feed_epoch'
  | 'is_demo'
  | 'organisation_name'
  | 'organisation_public_key'
  | 'organisation_private_key'
  | 'set_up_secret_hash'
  | 'server_secret_mark'
  /** A verified backup covers everything received up to here; absent while none was ever made. */
  | 'durable_through'
  | 'backed_up_at';

export async function readMeta(db: Reader, key: MetaKey): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value ?? null;
}

export async function writeMeta(db: Reader, key: MetaKey, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Writes a value that was made from `before`. Throws `ConcurrentChange` where it is no longer that. */
export async function replaceMeta(
  tx: Tx,
  key: MetaKey,
  { before, value }: { before: string | null; value: string },
): Promise<void> {
  const { numInsertedOrUpdatedRows: count } = await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ value })
        .where('meta.value', '=', before ?? ''),
    )
    .executeTakeFirstOrThrow();
  if (count !== 1n) throw new ConcurrentChange();
}

/** Names this server and its feed; a restore from a backup must give a new `feedEpoch`. */
export async function readServerIdentity(
  db: Reader,
): Promise<{ serverId: string; feedEpoch: string }> {
  const rows = db.selectFrom('meta').selectAll().where('key', 'in', ['server_id', 'feed_epoch']);
  const values = new Map((await rows.execute()).map(({ key, value }) => [key, value]));
  const [serverId, feedEpoch] = [values.get('server_id'), values.get('feed_epoch')];
  if (serverId === undefined || feedEpoch === undefined)
    throw new Error('the database was not migrated');
  return { serverId, feedEpoch };
}
