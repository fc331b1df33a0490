import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { roomOf } from '../../domain/room-text.ts';
import type { ReportRow } from '../../protocol/office-reports.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

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
