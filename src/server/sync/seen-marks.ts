import { v5 as uuidv5 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type { Mark } from '../../domain/document.ts';
import { buildingScope } from '../../domain/scope.ts';
import { sightingsOf } from '../../domain/sightings.ts';
import { listDocuments, type DocumentPut, type Standing } from '../database/documents.ts';
import { readFactsOfPerson } from './facts-of-person.ts';
import type { Seen } from './news.ts';
import type { Judging } from './take-operation.ts';

type SeenMark = Extract<Mark, { about: 'seen' }>;

/** A person's mark of a passage has the person's own id. */
export const seenMarkId = (personId: Id): Id => uuidv5('seen', personId);

/**
 * In `B/door` of a resident's home: where a round saw them last. A later sighting moves the mark without a
 * look at earlier facts; one that was taken back folds them anew, and the mark goes with the last.
 */
export async function seenMarks(taking: Judging, standing: Standing): Promise<DocumentPut[]> {
  const { news } = taking;
  const latest = new Map<Id, Seen>();
  for (const seen of news.seen) {
    const other = latest.get(seen.personId);
    if (other === undefined || isLater(seen, other)) latest.set(seen.personId, seen);
  }
  const puts: DocumentPut[] = [];
  for (const [personId, seen] of latest) {
    if (news.unseenIds.has(personId)) continue;
    const mark = liveMark(standing, personId);
    if (mark === null || isLater(seen, mark)) puts.push(markOf(taking, personId, seen));
  }
  for (const personId of news.unseenIds)
    puts.push(...(await foldedMark(taking, standing, personId)));
  return puts;
}

function isLater(a: Pick<Seen, 'at' | 'factId'>, b: Pick<Seen, 'at' | 'factId'>): boolean {
  return a.at === b.at ? a.factId > b.factId : a.at > b.at;
}

async function foldedMark(
  taking: Judging,
  standing: Standing,
  personId: Id,
): Promise<DocumentPut[]> {
  const { ground, work } = taking;
  const sightings = sightingsOf(await readFactsOfPerson(taking, personId));
  const roomIds = [...new Set(sightings.map(({ roomId }) => roomId))];
  const rooms = await listDocuments(work.tx, 'room', roomIds);
  const homeId = ground.document('directory', personId)?.home?.buildingId;
  const atHome = new Set(rooms.flatMap(({ id, body }) => (body.buildingId === homeId ? id : [])));
  const last = sightings.filter(({ roomId }) => atHome.has(roomId)).at(-1);
  if (last !== undefined) return [markOf(taking, personId, { at: last.at, factId: last.id })];
  const mark = liveMark(standing, personId);
  return mark === null ? [] : [{ kind: 'mark', id: seenMarkId(personId), body: mark, scopes: [] }];
}

/** One that lies nowhere may be of a sighting that was taken back. */
function liveMark({ current, scopes }: Standing, personId: Id): SeenMark | null {
  const key = `mark ${seenMarkId(personId)}`;
  const row = current.get(key);
  if (row === undefined || (scopes.get(key) ?? []).length === 0) return null;
  const mark = JSON.parse(row.body) as Mark;
  return mark.about === 'seen' ? mark : null;
}

function markOf(
  { ground }: Judging,
  personId: Id,
  { at, factId }: Pick<Seen, 'at' | 'factId'>,
): DocumentPut {
  const home = ground.document('directory', personId)?.home ?? null;
  return {
    kind: 'mark',
    id: seenMarkId(personId),
    body: { about: 'seen', personId, at, factId },
    scopes: home === null ? [] : [buildingScope(home.buildingId, 'door')],
  };
}
