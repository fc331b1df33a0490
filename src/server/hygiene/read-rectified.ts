import { boundsOfDay, dayOf } from '../../domain/campus-day.ts';
import { readFact } from '../../domain/fact.ts';
import { foldHygiene, type FoundItem } from '../../domain/hygiene.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { InspectionsQuery, RectifiedPage } from '../../protocol/office-hygiene.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { readFacts, readFamilies } from '../rounds/read-facts.ts';
import { describeFindings, readPhotoStates, type PlacedFinding } from './describe-findings.ts';
import { readHygieneNames } from './hygiene-names.ts';
import { earlierOf } from './read-open-facts.ts';
import { requirePeriod } from './require-period.ts';

const PAGE = 100;

type PutRight = NonNullable<FoundItem['putRight']>;

/** What somebody put right on one of these days, the last first. What was taken back, of either, is left out. */
export async function readRectifiedPage(
  deps: Dependencies,
  { offset: offsetText, buildingId, ...period }: InspectionsQuery,
): Promise<RectifiedPage> {
  requirePeriod(period);
  const offset = Number(offsetText ?? 0);
  const names = await readHygieneNames(deps.db);
  const done = (await readRectified(deps, period))
    .flatMap((one): (PlacedFinding & { putRight: PutRight })[] => {
      const place = names.places.of(one.found.finding.roomId);
      const isAsked = buildingId === undefined || place?.building.id === buildingId;
      return place === null || !isAsked ? [] : [{ ...one, place }];
    })
    .sort((a, b) => (a.putRight.at < b.putRight.at ? 1 : -1));
  const shown = done.slice(offset, offset + PAGE);
  const findings = await describeFindings(deps, shown, names);
  const photos = await readPhotoStates(
    deps,
    shown.map(({ putRight }) => putRight.rectification),
  );
  return {
    total: done.length,
    rows: shown.flatMap(({ putRight: { id, at, by, rectification } }, index) => {
      const finding = findings[index];
      if (finding === undefined) return [];
      const day = dayOf(at, deps.settings.campusZone);
      const { note } = rectification;
      const after = { id, at, day, by: names.account(by), note, photos: photos(rectification) };
      return [{ ...finding, putRight: after }];
    }),
  };
}

/** Each finding that was named, with the first that put it right. */
async function readRectified(
  { db, settings: { campusZone } }: Dependencies,
  { from, to }: Pick<InspectionsQuery, 'from' | 'to'>,
): Promise<{ found: FoundItem; putRight: PutRight }[]> {
  const told = await readFacts(db, {
    types: ['rectification'],
    from: boundsOfDay(from, campusZone).from,
    to: boundsOfDay(to, campusZone).to,
  });
  const named = new Set(
    told.flatMap((fact) => {
      const read = readFact(fact);
      return read?.type === 'rectification' ? read.body.findingId : [];
    }),
  );
  const log = foldHygiene(await readChains(db, named));
  return log
    .roomIds()
    .flatMap((roomId) => log.room(roomId).findings)
    .flatMap((found) => {
      const { putRight } = found;
      if (putRight === null || !named.has(found.id)) return [];
      const day = dayOf(putRight.at, campusZone);
      return day >= from && day <= to ? [{ found, putRight }] : [];
    });
}

/** These findings with all that is about them, and those that they stand in the place of. */
async function readChains(db: Reader, findingIds: ReadonlySet<Id>): Promise<Fact[]> {
  const facts: Fact[] = [];
  const known = new Set<Id>();
  for (let asked = [...findingIds]; asked.length > 0; asked = earlierOf(facts, known)) {
    for (const fact of await readFamilies(db, asked)) facts.push(fact);
    for (const id of asked) known.add(id);
  }
  return facts;
}
