import type { Instant } from '../../domain/id.ts';
import { listDocuments, putDocuments } from '../database/documents.ts';
import type { Db } from '../database/open.ts';
import { writeDatabase } from '../database/transaction.ts';
import { roomPut } from './place-documents.ts';

/**
 * Rooms that a server from before has filed only with those who walk them are filed with those who seal and disinfect
 * there too. Repeatable; answers with how many there were to file.
 */
export async function fileRooms(db: Db, at: Instant): Promise<number> {
  const missing = await db
    .selectFrom('document')
    .select('id')
    .where('kind', '=', 'room')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('feed')
            .select('feed.refId')
            .whereRef('feed.refId', '=', 'document.id')
            .where('feed.kind', '=', 'room')
            .where('feed.isGone', '=', 0)
            .where('feed.scope', 'like', 'building:%/upkeep'),
        ),
      ),
    )
    .execute();
  if (missing.length === 0) return 0;
  await writeDatabase(db, async (tx) => {
    const ids = missing.map(({ id }) => id);
    const rooms = await listDocuments(tx, 'room', ids);
    return putDocuments(
      tx,
      rooms.map(({ body }) => roomPut(body)),
      { accountId: null, at },
    );
  });
  return missing.length;
}
