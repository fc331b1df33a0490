import { foldDoorLog, lastPassage, personKey } from '../../domain/door-log.ts';
import type { Mark } from '../../domain/document.ts';
import type { Id, Instant } from '../../domain/id.ts';
import { buildingScope, personScope, type Scope } from '../../domain/scope.ts';
import { OFFICE_DESK_ID } from '../../protocol/office-door-log.ts';
import {
  getDocument,
  listDocuments,
  lockDocuments,
  readStanding,
  storeOver,
  type DocumentPut,
  type Standing,
} from '../database/documents.ts';
import type { FeedChange } from '../database/feed.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { readFactsOfPerson } from './facts-of-person.ts';
import { scopesOfDoor } from './place-of-fact.ts';
import type { Passage } from './news.ts';
import { reportMarkIds, reportMarks } from './report-marks.ts';
import { sealMarks } from './seal-marks.ts';
import { seenMarkId, seenMarks } from './seen-marks.ts';
import type { Judging } from './take-operation.ts';

/** The marks that this push's facts make old, in the same transaction. The facts must be written. */
export async function renewMarks(taking: Judging): Promise<FeedChange[]> {
  const { work, news } = taking;
  const passed = news.passages.map(({ personId }) => personId);
  const seen = [...news.unseenIds, ...news.seen.map(({ personId }) => personId)].map(seenMarkId);
  const ids = [
    ...new Set([
      ...passed,
      ...news.personIds,
      ...news.doorIds,
      ...news.sealIds,
      ...seen,
      ...reportMarkIds(news),
    ]),
  ];
  await lockDocuments(work.tx, 'mark', ids);
  const standing = await readStanding(
    work.tx,
    ids.map((id) => ({ kind: 'mark', id })),
  );
  const { puts, refold } = await advanceMarks(taking, standing);
  puts.push(...sealMarks(taking.ground.facts, news.sealIds, standing));
  for (const personId of [...refold, ...news.personIds])
    puts.push(...(await passageMark(taking, personId)));
  puts.push(...(await seenMarks(taking, standing)));
  puts.push(...(await reportMarks(taking, standing)));
  // The office's desk stands at no door: what it corrects is no contact.
  if (work.deviceId !== OFFICE_DESK_ID)
    puts.push(...(await doorMarks(work.tx, [...news.doorIds], work.receivedAt)));
  return storeOver(work.tx, { puts, standing }, { accountId: null, at: work.receivedAt });
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

/**
 * A new passage is the last one if it is later than the one marked: no need to read what came before.
 * `refold`: where the marked one does not tell.
 */
async function advanceMarks(
  taking: Judging,
  standing: Standing,
): Promise<{ puts: DocumentPut[]; refold: Id[] }> {
  const { work, news } = taking;
  const latest = new Map<Id, Passage>();
  for (const passage of news.passages) {
    if (news.personIds.has(passage.personId)) continue;
    const other = latest.get(passage.personId);
    if (other === undefined || isLater(passage, other)) latest.set(passage.personId, passage);
  }
  const marks = liveMarks(standing);
  const unmarked = [...latest.keys()].filter((personId) => !marks.has(personId));
  const known = await readWhoHasFacts(work.tx, unmarked);
  const puts: DocumentPut[] = [];
  const refold: Id[] = [];
  for (const [personId, { direction, at }] of latest) {
    const mark = marks.get(personId);
    if (known.has(personId) || mark?.at === at) {
      refold.push(personId);
      continue;
    }
    const last = mark === undefined || mark.at < at ? { direction, at } : mark;
    puts.push(markOf(taking, personId, last));
  }
  return { puts, refold };
}

const isLater = (a: Passage, b: Passage): boolean =>
  a.at === b.at ? a.factId > b.factId : a.at > b.at;

type PassageMark = Extract<Mark, { about: 'passage' }>;

/** Those that lie in a scope: one that lies nowhere may be of a check that was taken back. */
function liveMarks({ current, scopes }: Standing): Map<Id, PassageMark> {
  const marks = new Map<Id, PassageMark>();
  for (const [key, { id, body }] of current) {
    const mark = (scopes.get(key) ?? []).length === 0 ? null : (JSON.parse(body) as Mark);
    if (mark?.about === 'passage') marks.set(id, mark);
  }
  return marks;
}

/** Those who have facts from before this push. */
async function readWhoHasFacts(db: Reader, personIds: readonly Id[]): Promise<Set<Id>> {
  const idByScope = new Map(personIds.map((id) => [personScope(id), id]));
  const found = new Set<Id>();
  for (const scopes of idChunks([...idByScope.keys()])) {
    const rows = await db
      .selectFrom('feed')
      .select('scope')
      .distinct()
      .where('scope', 'in', scopes)
      .where('kind', '=', 'fact')
      .execute();
    for (const { scope } of rows) found.add(idByScope.get(scope) ?? '');
  }
  return found;
}

/** In `B/people` of the person's home: the last passage. Nobody's but a resident's; gone with its last check. */
async function passageMark(taking: Judging, personId: Id): Promise<DocumentPut[]> {
  const log = foldDoorLog(await readFactsOfPerson(taking, personId));
  const last = lastPassage(log, personKey(personId));
  if (last !== null)
    return [markOf(taking, personId, { direction: last.check.direction, at: last.at })];
  const old = await getDocument(taking.work.tx, 'mark', personId);
  return old === null ? [] : [{ kind: 'mark', id: personId, body: old.body, scopes: [] }];
}

function markOf(
  { ground }: Judging,
  personId: Id,
  { direction, at }: Pick<PassageMark, 'direction' | 'at'>,
): DocumentPut {
  const home = ground.document('directory', personId)?.home ?? null;
  const scopes: Scope[] = home === null ? [] : [buildingScope(home.buildingId, 'people')];
  return {
    kind: 'mark',
    id: personId,
    body: { about: 'passage', personId, direction, at },
    scopes,
  };
}
