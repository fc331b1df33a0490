import { addDays, dayOf } from '../../domain/campus-day.ts';
import { disinfectionRulesOf } from '../../domain/default-disinfection.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { Disinfection, DisinfectionEnd, RefuseClearing } from '../../domain/disinfection.ts';
import { createSlotPlan, type PlannedSlot } from '../../domain/disinfection-slots.ts';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { AreaClass, DisinfectionArea } from '../../domain/place.ts';
import { draftOf, signed, type Draft, type Signer } from './demo-week.ts';

const MINUTE_MS = 60_000;
const BEGIN_MS = 40 * MINUTE_MS;
const CONTACT_MINUTES = 30;

/** What every demo building has to be disinfected. */
export const DEMO_AREAS: readonly { name: string; class: AreaClass; isKey: boolean }[] = [
  { name: '门厅', class: 'dormitory', isKey: true },
  { name: '走廊', class: 'dormitory', isKey: false },
  { name: '卫生间', class: 'dormitory', isKey: true },
  { name: '自习室', class: 'public', isKey: false },
  { name: '垃圾点', class: 'bins', isKey: true },
];

/** Yesterday and today of one building, with a round that was missed, as its property staff's phone would sign them. */
export function demoDisinfection(
  of: { signer: Signer; areas: readonly DisinfectionArea[]; zone: string },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  const planOf = createSlotPlan(disinfectionRulesOf(DEFAULT_POLICY), of.zone);
  const today = dayOf(new Date(nowMs).toISOString(), of.zone);
  return [addDays(today, -1), today]
    .flatMap((day) => of.areas.flatMap((area) => planOf(area, day).map((slot) => ({ area, slot }))))
    .filter(({ area, slot }) => area.name !== '走廊' || slot.slot !== 1)
    .flatMap(({ slot }) => demoSlot(slot))
    .filter(({ atMs }) => atMs < nowMs)
    .sort((a, b) => a.atMs - b.atMs)
    .map((draft) => signed(draft, of.signer));
}

function demoSlot({ duty, areaId, day, slot, from }: PlannedSlot): Draft[] {
  const atMs = Date.parse(from) + BEGIN_MS;
  if (duty === 'refuse') {
    const cleared: RefuseClearing = { areaId, day, slot, note: null, photos: [] };
    return [draftOf({ type: 'refuse-clearing', shiftId: null, atMs, body: cleared })];
  }
  const begun = draftOf({
    type: 'disinfection',
    shiftId: null,
    atMs,
    body: demoBody({ areaId, day, slot }),
  });
  const body: DisinfectionEnd = {
    disinfectionId: begun.id,
    ventilationMinutes: 30,
    note: null,
    photos: [],
  };
  const endMs = atMs + (CONTACT_MINUTES + 35) * MINUTE_MS;
  return [begun, draftOf({ type: 'disinfection-end', shiftId: null, atMs: endMs, body })];
}

function demoBody(place: { areaId: Id; day: string; slot: number }): Disinfection {
  return {
    ...place,
    object: 'surfaces',
    agent: 'chlorine',
    product: '84消毒液',
    targetMgPerL: 500,
    mixture: { form: 'liquid', stockMgPerL: 50_000, openedOn: null, stockMl: 50, waterMl: 4950 },
    method: 'wipe',
    contactMinutes: CONTACT_MINUTES,
    operator: 'property',
    photos: [],
  };
}
