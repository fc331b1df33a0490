import { v7 as uuidv7 } from 'uuid';
import { addDays, dayOf } from '../../domain/campus-day.ts';
import { DEFAULT_HYGIENE, formInUse } from '../../domain/default-hygiene.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Room } from '../../domain/place.ts';
import type { Finding, Inspection } from '../../domain/room-visit.ts';
import { draftOf, signed, type Draft, type Signer } from './demo-week.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** So many days ago the unit was walked; what was found then is late by now. */
const WALKED_DAYS_AGO = [5, 1];

/** What is found in the first rooms of each walk: item, points, and whether it is still open. */
const FOUND: readonly { itemId: string; points: number; note: string | null; isOpen: boolean }[] = [
  { itemId: 'floor_washroom', points: 10, note: '卫生间积水', isOpen: true },
  { itemId: 'air', points: 2, note: null, isOpen: false },
];

/** Two walks of a unit as its keeper's phone would sign them: inspections, and findings of which some are open. */
export function demoHygiene(
  of: { signer: Signer; rooms: readonly Room[]; zone: string },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  return WALKED_DAYS_AGO.flatMap((daysAgo) =>
    of.rooms.flatMap((room, index) => {
      const atMs = nowMs - daysAgo * DAY_MS + index * 4 * MINUTE_MS;
      const fixBy = addDays(
        dayOf(new Date(atMs).toISOString(), of.zone),
        DEFAULT_HYGIENE.fixByDays,
      );
      return demoVisit({ roomId: room.id, atMs, fixBy }, FOUND[index]);
    }),
  )
    .filter(({ atMs }) => atMs < nowMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((draft) => signed(draft, of.signer));
}

function demoVisit(
  { roomId, atMs, fixBy }: { roomId: Id; atMs: number; fixBy: string },
  found: (typeof FOUND)[number] | undefined,
): Draft[] {
  const { id: formId, version: formVersion } = formInUse(DEFAULT_HYGIENE);
  const place = { visitId: uuidv7({ msecs: atMs }), roomId };
  const looked: Inspection = { ...place, formId, formVersion };
  const inspection = draftOf({
    type: 'inspection',
    shiftId: null,
    atMs: atMs + 2 * MINUTE_MS,
    body: looked,
  });
  if (found === undefined) return [inspection];
  const { isOpen, ...what } = found;
  const body: Finding = { ...place, formId, personId: null, fixBy, photos: [], ...what };
  const finding = draftOf({ type: 'finding', shiftId: null, atMs: atMs + MINUTE_MS, body });
  if (isOpen) return [finding, inspection];
  const right = { ...place, findingId: finding.id, note: null, photos: [] };
  const rightMs = atMs + 3 * MINUTE_MS;
  return [
    finding,
    inspection,
    draftOf({ type: 'rectification', shiftId: null, atMs: rightMs, body: right }),
  ];
}
