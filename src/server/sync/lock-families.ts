import type { Id } from '../../domain/id.ts';
import { idChunks } from '../database/insert-many.ts';
import { isPostgres } from '../database/postgres.ts';
import type { Reader } from '../database/tables.ts';

/**
 * On PostgreSQL, two pushes that correct the same fact take turns from here to their ends: each then files
 * where the other has filed. Holds the first fact of each family.
 */
export async function lockFamilies(db: Reader, factIds: readonly Id[]): Promise<void> {
  if (!isPostgres(db) || factIds.length === 0) return;
  const rootIds = new Set<Id>();
  for (const ids of idChunks(factIds)) {
    const rows = await db
      .selectFrom('opLog')
      .select(['id', 'rootId'])
      .where('id', 'in', ids)
      .execute();
    for (const { id, rootId } of rows) rootIds.add(rootId ?? id);
  }
  for (const ids of idChunks([...rootIds].sort()))
    await db
      .selectFrom('opLog')
      .select('id')
      .where('id', 'in', ids)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
}
