import type { DocumentBody } from '../../domain/document.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import type { Door } from '../../domain/place.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';

/** The doors and people that a push names. A document that cannot be read is a fault for whoever asks for it. */
export interface PeopleAtHand {
  door: (id: Id) => Door | null;
  directory: (personId: Id) => Directory | null;
  /** Where the person lived, and to which class the person belonged, at a moment. */
  homeAt: (personId: Id, at: Instant) => { unitId: Id | null; classId: Id | null };
}

type Stay = Tables['stay'];
type ClassMember = Tables['classMember'];

export async function readPeopleAtHand(
  db: Reader,
  named: { doorIds: ReadonlySet<Id>; personIds: ReadonlySet<Id> },
): Promise<PeopleAtHand> {
  const doors = await readBodies(db, 'door', [...named.doorIds]);
  const directories = await readBodies(db, 'directory', [...named.personIds]);
  const staysByPerson = new Map<Id, Stay[]>();
  const classesByPerson = new Map<Id, ClassMember[]>();
  for (const ids of idChunks([...named.personIds])) {
    const stays = db.selectFrom('stay').selectAll().where('personId', 'in', ids);
    const classes = db.selectFrom('classMember').selectAll().where('personId', 'in', ids);
    addByPerson(staysByPerson, await stays.orderBy('fromAt', 'desc').orderBy('id').execute());
    addByPerson(classesByPerson, await classes.orderBy('fromAt').execute());
  }
  return {
    door: doors,
    directory: directories,
    homeAt: (personId, at) => {
      const isThen = (row: Stay | ClassMember): boolean =>
        row.fromAt <= at && (row.toAt === null || row.toAt > at);
      const stay = staysByPerson.get(personId)?.find(isThen);
      const unitId = stay === undefined ? null : (stay.unitId ?? stay.buildingId);
      return { unitId, classId: classesByPerson.get(personId)?.find(isThen)?.classId ?? null };
    },
  };
}

function addByPerson<Row extends { personId: Id }>(
  byPerson: Map<Id, Row[]>,
  rows: readonly Row[],
): void {
  for (const row of rows) {
    const list = byPerson.get(row.personId);
    if (list === undefined) byPerson.set(row.personId, [row]);
    else list.push(row);
  }
}

/** Bodies by id, each parsed when it is first asked for. */
async function readBodies<K extends 'door' | 'directory'>(
  db: Reader,
  kind: K,
  documentIds: readonly Id[],
): Promise<(id: Id) => DocumentBody<K> | null> {
  const textById = new Map<Id, string>();
  const bodyById = new Map<Id, DocumentBody<K>>();
  for (const ids of idChunks(documentIds)) {
    const rows = await db
      .selectFrom('document')
      .select(['id', 'body'])
      .where('kind', '=', kind)
      .where('id', 'in', ids)
      .execute();
    for (const { id, body } of rows) textById.set(id, body);
  }
  return (id) => {
    const text = textById.get(id);
    if (text === undefined) return null;
    const body = bodyById.get(id) ?? (JSON.parse(text) as DocumentBody<K>);
    bodyById.set(id, body);
    return body;
  };
}
