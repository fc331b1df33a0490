import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { roomOf } from '../../domain/room-text.ts';
import type { ReportRow } from '../../protocol/office-reports.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';

/** What turns the ids of a session's facts into what people read. */
export interface ReportPeople {
  person: (id: Id) => ReportRow['person'];
  teller: (id: Id) => ReportRow['by'];
}

export async function readReportPeople(
  db: Reader,
  personIds: readonly Id[],
): Promise<ReportPeople> {
  const people = await listDocuments(db, 'directory', [...new Set(personIds)]);
  const personById = new Map(people.map(({ id, body }) => [id, body]));
  const buildings = await listDocuments(db, 'building');
  const buildingById = new Map(buildings.map(({ id, body }) => [id, body.name]));
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const accountById = new Map(accounts.map(({ id, name }) => [id, name]));
  return {
    person: (id) => describe(id, personById.get(id), buildingById),
    teller: (id) => ({ id, name: accountById.get(id) ?? null }),
  };
}

function describe(
  id: Id,
  person: Directory | undefined,
  buildings: ReadonlyMap<Id, string>,
): ReportRow['person'] {
  return {
    id,
    name: person?.name ?? '',
    number: person?.number ?? null,
    buildingName: buildings.get(person?.home?.buildingId ?? '') ?? null,
    room: person === undefined ? '' : roomOf(person),
    className: person?.className ?? null,
  };
}

/** Whether somebody is of the building and class that are asked for. */
export async function whoIsAsked(
  cache: PersonIndexCache,
  { buildingId, classId }: { buildingId?: Id | undefined; classId?: Id | undefined },
): Promise<(personId: string) => boolean> {
  if (buildingId === undefined && classId === undefined) return () => true;
  const { people } = await cache.read();
  const asked = people.filter(
    ({ home, classId: own }) =>
      (buildingId === undefined || home?.buildingId === buildingId) &&
      (classId === undefined || own === classId),
  );
  const ids = new Set(asked.map(({ id }) => id));
  return (personId) => ids.has(personId);
}
