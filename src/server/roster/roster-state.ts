import { setImmediate } from 'node:timers/promises';
import type { DocumentBody, DocumentKind } from '../../domain/document.ts';
import type { Id } from '../../domain/id.ts';
import type { Contact, Directory, Identity, PastWhereabouts, Stay } from '../../domain/person.ts';
import type { Room, SchoolClass } from '../../domain/place.ts';
import type { Reader } from '../database/tables.ts';
import { readPlaceDocuments, type PlaceDocuments } from '../places/import-places.ts';

const PAGE = 2000;

export interface KnownPerson {
  directory: Directory;
  contact: Contact | null;
  past: PastWhereabouts | null;
  identity: Identity | null;
  /** The one that lasts. */
  stay: Stay | null;
}

/** Everything that a roster may change, at one moment. */
export interface RosterState {
  places: PlaceDocuments;
  classes: SchoolClass[];
  rooms: Room[];
  /** Students, by every number they have had. */
  peopleByNumber: ReadonlyMap<string, KnownPerson>;
}

/** Lets others in between its pages: 30,000 people are some 100,000 documents. */
export async function readRosterState(db: Reader): Promise<RosterState> {
  const contacts = await bodiesById(db, 'contact');
  const past = await bodiesById(db, 'past-whereabouts');
  const identities = await bodiesById(db, 'identity');
  const stays = await bodiesById(db, 'stay');
  const stayByPerson = new Map<Id, Stay>();
  for (const stay of stays.values()) if (stay.to === null) stayByPerson.set(stay.personId, stay);
  const students = new Map<Id, KnownPerson>();
  for (const directory of (await bodiesById(db, 'directory')).values())
    if (directory.kind === 'student')
      students.set(directory.id, {
        directory,
        contact: contacts.get(directory.id) ?? null,
        past: past.get(directory.id) ?? null,
        identity: identities.get(directory.id) ?? null,
        stay: stayByPerson.get(directory.id) ?? null,
      });
  const peopleByNumber = new Map<string, KnownPerson>();
  for (const { number, personId } of await db.selectFrom('personNumber').selectAll().execute()) {
    const person = students.get(personId);
    if (person !== undefined) peopleByNumber.set(number, person);
  }
  return {
    places: await readPlaceDocuments(db),
    classes: [...(await bodiesById(db, 'class')).values()],
    rooms: [...(await bodiesById(db, 'room')).values()],
    peopleByNumber,
  };
}

export async function bodiesById<K extends DocumentKind>(
  db: Reader,
  kind: K,
): Promise<Map<Id, DocumentBody<K>>> {
  const found = new Map<Id, DocumentBody<K>>();
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('document')
      .select(['id', 'body'])
      .where('kind', '=', kind)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id, body } of rows) found.set(id, JSON.parse(body) as DocumentBody<K>);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return found;
    after = last.id;
    await setImmediate();
  }
}
