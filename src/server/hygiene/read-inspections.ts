import { addDays, boundsOfDay, dayOf } from '../../domain/campus-day.ts';
import { foldHygiene, HYGIENE_TYPES, type RoomInspection } from '../../domain/hygiene.ts';
import { scoreOf } from '../../domain/hygiene-score.ts';
import type { Id } from '../../domain/id.ts';
import type {
  InspectionRow,
  InspectionsPage,
  InspectionsQuery,
} from '../../protocol/office-hygiene.ts';
import type { Dependencies } from '../dependencies.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readHygieneNames, type HygieneNames } from './hygiene-names.ts';
import { requirePeriod } from './require-period.ts';
import { byRoomPlace } from './room-places.ts';

const PAGE = 100;

export type Period = Omit<InspectionsQuery, 'offset'>;

export async function readInspectionsPage(
  deps: Dependencies,
  { offset: offsetText, ...period }: InspectionsQuery,
): Promise<InspectionsPage> {
  const offset = Number(offsetText ?? 0);
  const rows = await selectInspections(deps, period);
  return {
    total: rows.length,
    failed: rows.filter(({ hasPassed }) => hasPassed === false).length,
    rows: rows.slice(offset, offset + PAGE),
  };
}

export async function selectInspections(
  deps: Dependencies,
  { from, to, buildingId }: Period,
): Promise<InspectionRow[]> {
  requirePeriod({ from, to });
  const zone = deps.settings.campusZone;
  const names = await readHygieneNames(deps.db);
  // A visit may have begun before midnight; what was put right or taken back since is read as well.
  const log = foldHygiene(
    await readFacts(deps.db, {
      types: HYGIENE_TYPES,
      from: boundsOfDay(addDays(from, -1), zone).from,
    }),
  );
  return log
    .roomIds()
    .flatMap((roomId) =>
      log.room(roomId).inspections.flatMap((one) => describe(one, { roomId, names, zone }) ?? []),
    )
    .filter(({ day, place }) => {
      const isAsked = buildingId === undefined || place.building.id === buildingId;
      return isAsked && day >= from && day <= to;
    })
    .sort((a, b) => byRoomPlace(a.place, b.place) || (a.at < b.at ? 1 : -1));
}

function describe(
  inspection: RoomInspection,
  { roomId, names, zone }: { roomId: Id; names: HygieneNames; zone: string },
): InspectionRow | null {
  const { id, at, typedInAt, by, formId, formVersion, findings } = inspection;
  const place = names.places.of(roomId);
  if (place === null) return null;
  const found = scoreOf(inspection, names.forms);
  const form = names.forms.find((one) => one.id === formId && one.version === formVersion);
  return {
    id,
    at,
    typedInAt,
    day: dayOf(at, zone),
    place,
    form: form?.title ?? null,
    score: found?.score ?? null,
    max: found?.score == null ? null : found.max,
    passMark: found?.passMark ?? null,
    hasPassed: found?.hasPassed ?? null,
    by: by.map(names.account),
    findingCount: findings.length,
    openCount: findings.filter(({ isOpen }) => isOpen).length,
  };
}
