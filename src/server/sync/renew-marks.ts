import { foldDoorLog, lastPassage, personKey } from '../../domain/door-log.ts';
import type { Mark } from '../../domain/document.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { buildingScope, personScope, type Scope } from '../../domain/scope.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import {
  getDocument,
  listDocuments,
  storeDocuments,
  type DocumentPut,
} from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { scopesOfDoor } from './file-fact.ts';
import type { PushWork } from './push-work.ts';
import { factOf, type OpRow } from './stored-facts.ts';

/** So many of a person's latest facts surely hold the last one that stands. */
const FACTS_READ = 300;

/** The marks that this push's facts make old, in the same transaction. */
export async function renewMarks(work: PushWork): Promise<void> {
  const puts: DocumentPut[] = [];
  for (const personId of work.personIds) puts.push(...(await passageMark(work, personId)));
  // The office's desk stands at no door: what it corrects is no contact.
  if (work.deviceId !== OFFICE_DESK_ID)
    puts.push(...(await doorMarks(work.tx, [...work.doorIds], work.receivedAt)));
  const writer = { accountId: null, at: work.receivedAt };
  work.changes.push(...(await storeDocuments(work.tx, puts, writer)));
}

/** In `B/door` of every building of the doors: heard just now. */
export async function doorMarks(
  db: Reader,
  doorIds: readonly Id[],
  heardAt: Instant,
): Promise<DocumentPut[]> {
  const doors = await listDocuments(db, 'door', doorIds);
  return doors.map(({ id, body }) => ({
    kind: 'mark',
    id,
    body: { about: 'door', doorId: id, heardAt },
    scopes: scopesOfDoor(body.buildingIds),
  }));
}

/** In `B/people` of the person's home: the last passage. Nobody's but a resident's; gone with its last check. */
async function passageMark(work: PushWork, personId: Id): Promise<DocumentPut[]> {
  const last = lastPassage(foldDoorLog(await factsOfPerson(work, personId)), personKey(personId));
  if (last === null) {
    const old = await getDocument(work.tx, 'mark', personId);
    return old === null ? [] : [{ kind: 'mark', id: personId, body: old.body, scopes: [] }];
  }
  const body: Mark = {
    about: 'passage',
    personId,
    direction: last.check.direction,
    at: last.at,
  };
  return [{ kind: 'mark', id: personId, body, scopes: await homeScopes(work, personId) }];
}

async function homeScopes(work: PushWork, personId: Id): Promise<Scope[]> {
  const person = await getDocument(work.tx, 'directory', personId);
  const home = person?.body.home ?? null;
  return home === null ? [] : [buildingScope(home.buildingId, 'people')];
}

/** A person's facts and the first records of those that came to name the person later. */
async function factsOfPerson(work: PushWork, personId: Id): Promise<Fact[]> {
  const scope = personScope(personId);
  const coming = work.changes.filter((change) => change.scope === scope);
  const filed = work.tx
    .selectFrom('feed')
    .innerJoin('opLog', 'opLog.id', 'feed.refId')
    .selectAll('opLog')
    .where('feed.scope', '=', scope)
    .where('feed.kind', '=', 'fact')
    .orderBy('opLog.correctedAt', 'desc')
    .limit(FACTS_READ);
  const comingIds = coming.map((change) => change.refId);
  const rows = [...(await filed.execute()), ...(await readRows(work, comingIds))];
  const firsts = await readRows(
    work,
    rows.flatMap((row) => row.rootId ?? []),
  );
  return [...rows, ...firsts].filter((row) => row.outcome === 'stored').map((row) => factOf(row));
}

function readRows(work: PushWork, ids: readonly Id[]): Promise<OpRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return work.tx.selectFrom('opLog').selectAll().where('id', 'in', ids).execute();
}
