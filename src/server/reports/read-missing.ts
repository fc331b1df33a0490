import { boundsOfDay } from '../../domain/campus-day.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { missingOf } from '../../domain/missing-list.ts';
import { foldSessions, SESSION_TYPES } from '../../domain/session-log.ts';
import { sheetOf } from '../../domain/session-sheet.ts';
import type { MissingQuery, MissingReply } from '../../protocol/office-rollup.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { maskName } from '../../domain/mask.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { contactMarkId } from '../sync/contact-marks.ts';
import { readToldAbout } from './read-told-about.ts';
import { readPapers } from './read-rolls.ts';
import { describeSession, overAt, sessionAsked } from './session-asked.ts';
import { readSessionRosters, requirePlace } from './session-rosters.ts';

/** Throws `not-found` for a class or unit that there is not. */
export async function readMissing(
  deps: Dependencies,
  people: PersonIndexCache,
  { kind, id, ...asked }: MissingQuery,
): Promise<MissingReply> {
  const { db, settings } = deps;
  await requirePlace(db, kind, id);
  const { window, now, policy, clock } = await sessionAsked(deps, asked);
  const { away, silentMinutes } = clock.rules;
  const roster = { by: kind, away, over: overAt(window, now), placeId: id };
  const { members, names } = await readSessionRosters(db, people, roster);
  const personIds = members.map(({ personId }) => personId);
  const { from } = boundsOfDay(window.day, settings.campusZone);
  const told = foldSessions(await readToldAbout(db, { types: SESSION_TYPES, personIds, from }));
  const question = { window, kind, now, members, policy };
  const sheet = sheetOf(told, await readPapers(db, window), question);
  const heardAt = await readContacts(db, personIds);
  const missing = missingOf(sheet, told, { asOf: now, silentMinutes, heardAt });
  const directory = await listDocuments(
    db,
    'directory',
    missing.people.map(({ member }) => member.personId),
  );
  const nameById = new Map(directory.map((one) => [one.id, one.body.name]));
  const { silent, silentSince, phoneless, rooms } = missing;
  const { group, groupOf, place: nameOf } = names;
  return {
    session: describeSession(window),
    place: { kind, id, name: nameOf(id), groupName: group(groupOf(id)) },
    counts: sheet.counts,
    silent,
    silentSince,
    phoneless,
    rooms: [...rooms],
    people: missing.people.map(({ member: { personId, room }, ...rest }) => ({
      personId,
      name: maskName(nameById.get(personId) ?? ''),
      room,
      heardAt: rest.heardAt,
      isSilent: rest.isSilent,
      remindedAt: rest.remindedAt,
    })),
  };
}

/** When the server last heard a phone of these. */
async function readContacts(db: Reader, personIds: readonly Id[]): Promise<Map<Id, Instant>> {
  const marks = await listDocuments(db, 'mark', personIds.map(contactMarkId));
  return new Map(
    marks.flatMap(({ body }): [Id, Instant][] =>
      body.about === 'contact' ? [[body.personId, body.heardAt]] : [],
    ),
  );
}
