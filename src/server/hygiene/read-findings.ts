import { dayOf } from '../../domain/campus-day.ts';
import {
  foldHygiene,
  isOverdue,
  openFindings,
  type Evidence,
  type FoundItem,
} from '../../domain/hygiene.ts';
import type { Id } from '../../domain/id.ts';
import type { Finding } from '../../domain/room-visit.ts';
import type { FindingRow, FindingsPage, FindingsQuery } from '../../protocol/office-hygiene.ts';
import { presentAttachments } from '../attachments/read-attachments.ts';
import { listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { readHygieneNames, type HygieneNames } from './hygiene-names.ts';
import { readOpenFacts } from './read-open-facts.ts';
import { byRoomPlace } from './room-places.ts';

const PAGE = 100;

/** What is still to be put right, of all that the retention keeps. */
export async function readFindingsPage(
  deps: Dependencies,
  { offset: offsetText, buildingId }: FindingsQuery,
): Promise<FindingsPage> {
  const offset = Number(offsetText ?? 0);
  const names = await readHygieneNames(deps.db);
  const log = foldHygiene(await readOpenFacts(deps.db));
  const today = dayOf(instantOf(deps.now()), deps.settings.campusZone);
  const open = log
    .roomIds()
    .flatMap((roomId) => openFindings(log.room(roomId)))
    .flatMap((found): Placed[] => {
      const place = names.places.of(found.finding.roomId);
      const isAsked = buildingId === undefined || place?.building.id === buildingId;
      return place === null || !isAsked ? [] : [{ found, place, isLate: isOverdue(found, today) }];
    })
    .sort(byUrgency);
  const shown = open.slice(offset, offset + PAGE);
  return {
    total: open.length,
    late: open.filter(({ isLate }) => isLate).length,
    rows: await describeAll(deps, shown, names),
  };
}

interface Placed {
  found: FoundItem;
  place: FindingRow['place'];
  isLate: boolean;
}

/** What is late has an earlier day than what is not, so the day alone puts it first. */
function byUrgency(a: Placed, b: Placed): number {
  const [dayA, dayB] = [a.found.finding.fixBy ?? '', b.found.finding.fixBy ?? ''];
  if (dayA !== dayB) return dayA < dayB ? -1 : 1;
  return byRoomPlace(a.place, b.place) || (a.found.id < b.found.id ? -1 : 1);
}

async function describeAll(
  deps: Dependencies,
  shown: readonly Placed[],
  names: HygieneNames,
): Promise<FindingRow[]> {
  const personIds = shown.flatMap(({ found }) => found.finding.personId ?? []);
  const people = new Map(
    (await listDocuments(deps.db, 'directory', [...new Set(personIds)])).map(({ id, body }) => [
      id,
      body.name,
    ]),
  );
  const shas = shown
    .flatMap(({ found }) => [found.finding, ...found.before])
    .flatMap(({ photos }) => photos.map(({ sha }) => sha));
  const present = await presentAttachments(deps.db, shas);
  const nameOf = (personId: Id | null) => (personId === null ? null : (people.get(personId) ?? ''));
  const photosOf = ({ photos }: Evidence | Finding) =>
    photos.map(({ sha }) => ({ sha, isReceived: present.has(sha) }));
  return shown.map(({ found: { id, at, typedInAt, by, finding, before }, place, isLate }) => ({
    id,
    at,
    typedInAt,
    day: dayOf(at, deps.settings.campusZone),
    place,
    item: names.item(finding),
    person: nameOf(finding.personId),
    points: finding.points,
    note: finding.note,
    fixBy: finding.fixBy,
    isLate,
    by: names.account(by),
    photos: photosOf(finding),
    before: before.map((one) => ({
      id: one.id,
      day: dayOf(one.at, deps.settings.campusZone),
      by: names.account(one.by),
      note: one.note,
      photos: photosOf(one),
    })),
  }));
}
