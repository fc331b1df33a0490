import type { DocumentBody, DocumentKind } from '../../domain/document.ts';
import type { DocumentReference } from '../../domain/fact-references.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tables } from '../database/tables.ts';

export type NamedKind = DocumentReference['kind'];
export type NamedDocuments = ReadonlyMap<NamedKind, ReadonlySet<Id>>;

/** The documents that a push names. One that cannot be read is a fault for whoever asks for it. */
export interface DocumentsAtHand {
  document: <K extends NamedKind>(kind: K, id: Id) => DocumentBody<K> | null;
  /** Where the person lived, and to which class the person belonged, at a moment. */
  homeAt: (personId: Id, at: Instant) => HomeAt;
  /** Names the room in which the person lived at a moment; `null` for all but those in `roomsOf`. */
  roomAt: (personId: Id, at: Instant) => string | null;
}

/** `null`: nowhere; where a building has no units, it is its own unit. */
export interface HomeAt {
  buildingId: Id | null;
  unitId: Id | null;
  classId: Id | null;
}

type Stay = Tables['stay'];
type ClassMember = Tables['classMember'];

export async function readDocumentsAtHand(
  db: Reader,
  { named, roomsOf }: { named: NamedDocuments; roomsOf: ReadonlySet<Id> },
): Promise<DocumentsAtHand> {
  const readers = new Map<NamedKind, (id: Id) => unknown>();
  for (const [kind, ids] of named) readers.set(kind, await readBodies(db, kind, [...ids]));
  const personIds = new Set([...(named.get('directory') ?? []), ...roomsOf]);
  const staysByPerson = new Map<Id, Stay[]>();
  const classesByPerson = new Map<Id, ClassMember[]>();
  for (const ids of idChunks([...personIds])) {
    const stays = db.selectFrom('stay').selectAll().where('personId', 'in', ids);
    const classes = db.selectFrom('classMember').selectAll().where('personId', 'in', ids);
    addByPerson(staysByPerson, await stays.orderBy('fromAt', 'desc').orderBy('id').execute());
    addByPerson(classesByPerson, await classes.orderBy('fromAt').execute());
  }
  const staying = [...roomsOf].flatMap((id) => staysByPerson.get(id) ?? []);
  const stayById = await readBodies(
    db,
    'stay',
    staying.map(({ id }) => id),
  );
  const stayAt = (personId: Id, at: Instant): Stay | undefined =>
    staysByPerson.get(personId)?.find((row) => isThen(row, at));
  return {
    document: <K extends NamedKind>(kind: K, id: Id) =>
      (readers.get(kind)?.(id) ?? null) as DocumentBody<K> | null,
    homeAt: (personId, at) => {
      const stay = stayAt(personId, at);
      const unitId = stay === undefined ? null : (stay.unitId ?? stay.buildingId);
      const member = classesByPerson.get(personId)?.find((row) => isThen(row, at));
      const buildingId = stay?.buildingId ?? null;
      return { buildingId, unitId, classId: member?.classId ?? null };
    },
    roomAt: (personId, at) => {
      const stay = stayAt(personId, at);
      const home = stay === undefined ? null : (stayById(stay.id)?.home ?? null);
      if (home === null || home.room === null) return null;
      return JSON.stringify([home.buildingId, home.unitId, home.room]);
    },
  };
}

const isThen = (row: Stay | ClassMember, at: Instant): boolean =>
  row.fromAt <= at && (row.toAt === null || row.toAt > at);

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
async function readBodies<K extends DocumentKind>(
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
