import type { Before } from '../../domain/cluster-alarm.ts';
import type { Id } from '../../domain/id.ts';
import type { Home } from '../../domain/person.ts';
import { listDocuments } from '../database/documents.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';

/** The rooms that these people have moved out of, oldest first. */
export async function readRoomsBefore(
  db: Reader,
  personIds: readonly Id[],
  roomId: (home: Home) => Id | null,
): Promise<Map<Id, Before[]>> {
  const before = new Map<Id, Before[]>();
  for (const ids of idChunks(personIds)) {
    const ended = await db
      .selectFrom('stay')
      .select(['id', 'personId', 'toAt'])
      .where('personId', 'in', ids)
      .where('toAt', 'is not', null)
      .orderBy('toAt')
      .execute();
    const stays = await listDocuments(
      db,
      'stay',
      ended.map(({ id }) => id),
    );
    const homeById = new Map(stays.map(({ id, body }) => [id, body.home]));
    for (const { id, personId, toAt } of ended) {
      const home = homeById.get(id);
      if (home !== undefined && toAt !== null)
        addTo(before, personId, { until: toAt, id: roomId(home) });
    }
  }
  return before;
}

/** The classes that these people were in before, oldest first. */
export async function readClassesBefore(
  db: Reader,
  personIds: readonly Id[],
): Promise<Map<Id, Before[]>> {
  const before = new Map<Id, Before[]>();
  for (const ids of idChunks(personIds)) {
    const ended = await db
      .selectFrom('classMember')
      .select(['personId', 'classId', 'toAt'])
      .where('personId', 'in', ids)
      .where('toAt', 'is not', null)
      .orderBy('toAt')
      .execute();
    for (const { personId, classId, toAt } of ended)
      if (toAt !== null) addTo(before, personId, { until: toAt, id: classId });
  }
  return before;
}

function addTo(before: Map<Id, Before[]>, personId: Id, one: Before): void {
  const list = before.get(personId);
  if (list === undefined) before.set(personId, [one]);
  else list.push(one);
}
