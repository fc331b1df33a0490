import type { Id, Instant } from '../../domain/id.ts';
import { mayRecord } from '../../domain/permission.ts';
import { assignmentsOf } from '../database/access.ts';
import { getDocument, type DocumentPut } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { placeOfDoor } from './place-of-fact.ts';
import { doorMarks } from './renew-marks.ts';

const QUIET_MS = 5 * 60 * 1000;

/**
 * The door's mark, where a phone on shift there asks for news and the mark is older than five minutes;
 * more often would be a change for every phone that follows the door. Only of a device one of whose
 * people may stand at that door.
 */
export async function markOfQuietDoor(
  db: Reader,
  { doorId, deviceId }: { doorId: Id; deviceId: Id },
  at: Instant,
): Promise<DocumentPut[]> {
  const mark = (await getDocument(db, 'mark', doorId))?.body;
  const isFresh = mark?.about === 'door' && Date.parse(mark.heardAt) > Date.parse(at) - QUIET_MS;
  const door = isFresh ? null : ((await getDocument(db, 'door', doorId))?.body ?? null);
  if (door === null) return [];
  const bound = await db
    .selectFrom('deviceAccount')
    .select('accountId')
    .where('deviceId', '=', deviceId)
    .where('unboundAt', 'is', null)
    .execute();
  const assignments = await assignmentsOf(
    db,
    bound.map((row) => row.accountId),
  );
  const target = { type: 'shift', ...placeOfDoor(door) } as const;
  const mayStand = [...assignments.values()].some((own) => mayRecord(own, target, at));
  return mayStand ? doorMarks(db, [doorId], at) : [];
}
