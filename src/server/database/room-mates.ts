import { v5 as uuidv5 } from 'uuid';
import { isValidAt } from '../../domain/assignment-reach.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory, Home } from '../../domain/person.ts';
import { buildingScope, personScope, type Scope } from '../../domain/scope.ts';
import { assignmentsOf } from './access.ts';
import { getDocument, putDocuments, type DocumentPut } from './documents.ts';
import { idChunks } from './insert-many.ts';
import type { Db } from './open.ts';
import type { Reader } from './tables.ts';
import { writeDatabase } from './transaction.ts';

/**
 * For those of these accounts that were ever a room head: the names of the own room, as the roster has it now, in
 * their own feed; out of it once they are none.
 */
export async function roomMateMarks(
  db: Reader,
  accountIds: readonly Id[],
  at: Instant,
): Promise<DocumentPut[]> {
  const assignments = await assignmentsOf(db, accountIds);
  const asHead = (id: Id) => (assignments.get(id) ?? []).filter(({ role }) => role === 'room_head');
  const puts: DocumentPut[] = [];
  for (const ids of idChunks(accountIds.filter((id) => asHead(id).length > 0))) {
    const accounts = db.selectFrom('account').select(['id', 'personId']).where('id', 'in', ids);
    for (const { id, personId } of await accounts.execute()) {
      const isHead = asHead(id).some((assignment) => isValidAt(assignment, at));
      const mates = isHead ? await matesOf(db, personId) : [];
      puts.push({
        kind: 'mark',
        id: uuidv5('room-mates', personId),
        body: { about: 'room-mates', personId, mates },
        scopes: isHead ? [personScope(personId)] : [],
      });
    }
  }
  return puts;
}

/** People move by import, too: a room head's mark is looked at when the phone asks, and written where it is another. */
export async function renewRoomMates(
  db: Db,
  accountId: Id,
  at: Instant,
): Promise<Map<Scope, number>> {
  const [put] = await roomMateMarks(db, [accountId], at);
  if (put === undefined) return new Map();
  const mark = await getDocument(db, 'mark', put.id);
  if (canonicalJson(mark?.body ?? null) === canonicalJson(put.body)) return new Map();
  return writeDatabase(db, (tx) => putDocuments(tx, [put], { accountId: null, at }));
}

async function matesOf(db: Reader, personId: Id): Promise<{ personId: Id; name: string }[]> {
  const home = (await getDocument(db, 'directory', personId))?.body.home ?? null;
  if (home === null || home.room === null) return [];
  const rows = await db
    .selectFrom('feed')
    .innerJoin('document', (join) =>
      join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'directory'),
    )
    .select('document.body')
    .where('feed.scope', '=', buildingScope(home.buildingId, 'people'))
    .where('feed.kind', '=', 'directory')
    .where('feed.isGone', '=', 0)
    // Only spares the reading of the others: a backslash would escape.
    .where('document.body', 'like', `%"room":${JSON.stringify(home.room).replaceAll('\\', '_')}%`)
    .execute();
  return rows
    .map(({ body }) => JSON.parse(body) as Directory)
    .filter((person) => person.id !== personId && isSameRoom(person.home, home))
    .map(({ id, name }) => ({ personId: id, name }))
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

const isSameRoom = (a: Home | null, b: Home): boolean =>
  a !== null && a.buildingId === b.buildingId && a.unitId === b.unitId && a.room === b.room;
