import type { Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { foldLeaves, LEAVE_TYPES } from '../../domain/leave-log.ts';
import { residentsOf, whoIsInside, type ResidentInside } from '../../domain/who-is-inside.ts';
import type { InsideReply } from '../../protocol/office-people.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readDoorLog } from './read-door-log.ts';

/** Marks outlive these days; checks before them say no more than the mark. */
const WINDOW_MS = 31 * 24 * 60 * 60 * 1000;

/** Who is in the building now: the same fold as on the phones. */
export async function readInside(
  deps: Dependencies,
  cache: PersonIndexCache,
  buildingId: Id,
): Promise<InsideReply> {
  const { db, now } = deps;
  if ((await getDocument(db, 'building', buildingId)) === null) throw new Problem('not-found');
  const { people } = await cache.read();
  const personById = new Map(people.map((person) => [person.id, person]));
  const residents = residentsOf(buildingId, people);
  const doors = (await listDocuments(db, 'door')).map(({ body }) => body);
  const nameOfDoor = new Map(doors.map(({ id, name }) => [id, name]));
  const found = whoIsInside({
    buildingId,
    residentIds: residents.map(({ id }) => id),
    homeOf: (id) => personById.get(id)?.home?.buildingId ?? null,
    doors,
    log: await readDoorLog(db, instantOf(now() - WINDOW_MS)),
    // The mark tells of the latest one.
    sightings: [],
    leaves: foldLeaves(await readFacts(db, { types: LEAVE_TYPES })),
    marks: (await listDocuments(db, 'mark')).map(({ body }) => body),
    checkpoints: [],
  });
  const personOf = (id: Id, since: string | null) => describePerson(id, personById.get(id), since);
  const listOf = (state: ResidentInside['state']) =>
    found.residents
      .filter((resident) => resident.state === state)
      .map(({ personId, evidence }) =>
        personOf(personId, evidence.kind === 'none' ? null : evidence.at),
      );
  const { counts } = found;
  return {
    at: instantOf(now()),
    counts: {
      inside: counts.inside,
      outside: counts.outside,
      unknown: counts['not-known'],
      visitors: counts.visitors + counts.guests,
    },
    inside: listOf('inside'),
    unknown: listOf('not-known'),
    visitors: [
      ...found.visitors.map(({ visitorId, visitor, entry }) => ({
        personId: null,
        visitorId,
        name: visitor?.visitor.name ?? '',
        room: null,
        since: entry.at,
      })),
      ...found.guests.map(({ personId, entry }) => personOf(personId, entry.at)),
    ],
    doors: found.doors.map(({ doorId, heardAt }) => ({
      id: doorId,
      name: nameOfDoor.get(doorId) ?? '',
      heardAt,
    })),
  };
}

function describePerson(personId: Id, person: Directory | undefined, since: Instant | null) {
  const room = person?.home?.room ?? null;
  return { personId, visitorId: null, name: person?.name ?? '', room, since };
}
