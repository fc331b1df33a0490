import { foldDoorLog } from '../../domain/door-log.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { lastSeen, type LastSeen } from '../../domain/last-seen.ts';
import type { NightPerson } from '../../domain/night-check.ts';
import { foldRounds } from '../../domain/round-log.ts';
import { personScope } from '../../domain/scope.ts';
import type { NightPerson as NightRow } from '../../protocol/office-night.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { readDoorNames, type DoorNames } from '../door-log/door-names.ts';
import { readFacts } from './read-facts.ts';
import type { RoundPlaces } from './round-places.ts';

const SEEN_TYPES = ['door-check', 'presence', 'second-check', 'void'] as const;
/** Whoever was not seen for longer than this is looked for in the person's own records. */
const SEEN_WITHIN_MS = 7 * 24 * 60 * 60 * 1000;

/** Those who are looked for, with their names and where they were seen last. */
export async function describeMissing(
  db: Reader,
  of: { people: readonly NightPerson[]; places: RoundPlaces; until: Instant },
): Promise<NightRow[]> {
  const { people, places, until } = of;
  if (people.length === 0) return [];
  const ids = people.map(({ personId }) => personId);
  const names = await readDoorNames(db);
  const directory = await names.people(db, ids);
  const from = new Date(Date.parse(until) - SEEN_WITHIN_MS).toISOString();
  const scopes = ids.map(personScope);
  const facts = await readFacts(db, { types: SEEN_TYPES, from, scopes });
  const logs = { doors: foldDoorLog(facts), rounds: foldRounds(facts) };
  const rooms = await listDocuments(db, 'room');
  const codeOfRoom = new Map(rooms.map(({ id, body }) => [id, body.code]));
  return people.map(({ personId, buildingId, unitId, room, word }) => ({
    personId,
    name: directory.get(personId)?.name ?? '',
    building: places.building(buildingId),
    unit: places.code(unitId),
    room,
    word: word && {
      state: word.state,
      at: word.at,
      typedInAt: word.typedInAt,
      by: names.account(word.by),
    },
    seen: describeSeen(lastSeen(logs, personId, until), { names, codeOfRoom }),
  }));
}

function describeSeen(
  seen: LastSeen | null,
  { names, codeOfRoom }: { names: DoorNames; codeOfRoom: ReadonlyMap<Id, string> },
): NightRow['seen'] {
  if (seen === null) return null;
  const { at } = seen;
  return seen.kind === 'door'
    ? { at, direction: seen.direction, place: names.door(seen.doorId) ?? '' }
    : { at, direction: null, place: codeOfRoom.get(seen.roomId) ?? '' };
}
