import { dayOf } from '../../domain/campus-day.ts';
import type { FoundItem } from '../../domain/hygiene.ts';
import type { Id } from '../../domain/id.ts';
import type { FindingRow } from '../../protocol/office-hygiene.ts';
import { presentAttachments } from '../attachments/read-attachments.ts';
import { listDocuments } from '../database/documents.ts';
import type { Dependencies } from '../dependencies.ts';
import type { HygieneNames } from './hygiene-names.ts';

export interface PlacedFinding {
  found: FoundItem;
  place: FindingRow['place'];
}

/** Findings as the office reads them, in the same order. */
export async function describeFindings(
  deps: Dependencies,
  shown: readonly PlacedFinding[],
  names: HygieneNames,
): Promise<Omit<FindingRow, 'isLate'>[]> {
  const personIds = shown.flatMap(({ found }) => found.finding.personId ?? []);
  const people = new Map(
    (await listDocuments(deps.db, 'directory', [...new Set(personIds)])).map(({ id, body }) => [
      id,
      body.name,
    ]),
  );
  const photos = await readPhotoStates(
    deps,
    shown.flatMap(({ found }) => [found.finding, ...found.before]),
  );
  const nameOf = (personId: Id | null) => (personId === null ? null : (people.get(personId) ?? ''));
  return shown.map(({ found: { id, at, typedInAt, by, finding, before }, place }) => ({
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
    by: names.account(by),
    photos: photos(finding),
    before: before.map((one) => ({
      id: one.id,
      day: dayOf(one.at, deps.settings.campusZone),
      by: names.account(one.by),
      note: one.note,
      photos: photos(one),
    })),
  }));
}

type WithPhotos = Pick<FoundItem['finding'], 'photos'>;

/** For each of these, its photos and which of them have come. */
export async function readPhotoStates(
  { db }: Dependencies,
  of: readonly WithPhotos[],
): Promise<(one: WithPhotos) => FindingRow['photos']> {
  const shas = of.flatMap(({ photos }) => photos.map(({ sha }) => sha));
  const present = await presentAttachments(db, shas);
  return ({ photos }) => photos.map(({ sha }) => ({ sha, isReceived: present.has(sha) }));
}
