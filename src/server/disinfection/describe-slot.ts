import type { BoardSlot } from '../../domain/disinfection-board.ts';
import {
  acceptanceOf,
  type DisinfectionWork,
  type RefuseWork,
} from '../../domain/disinfection-log.ts';
import type { Id } from '../../domain/id.ts';
import type { DisinfectionArea } from '../../domain/place.ts';
import type { DisinfectionRow } from '../../protocol/office-disinfection.ts';

/** What turns the ids of this log into what people read. */
export interface UpkeepNames {
  area: ReadonlyMap<Id, DisinfectionArea>;
  building: (id: Id) => string | null;
  account: (id: Id) => string | null;
}

type SlotRecord = NonNullable<DisinfectionRow['record']>;

/** One row per record; one without any where nothing was recorded. */
export function rowsOfSlot(slot: BoardSlot, names: UpkeepNames): DisinfectionRow[] {
  const area = names.area.get(slot.areaId);
  if (area === undefined) throw new Error('a slot without its area');
  const { day, duty, window, state, isLate } = slot;
  const row = {
    day,
    slot: slot.slot,
    duty,
    window,
    state,
    isLate,
    building: { id: area.buildingId, name: names.building(area.buildingId) },
    area: { id: area.id, name: area.name, isKey: area.isKey },
  };
  const records = [
    ...slot.works.map((work) => recordOfWork(work, names)),
    ...slot.clearings.map((clearing) => recordOfClearing(clearing, names)),
  ];
  if (records.length === 0) return [{ ...row, record: null }];
  return records.map((record) => ({ ...row, record }));
}

function recordOfWork(work: DisinfectionWork, names: UpkeepNames): SlotRecord {
  const { body, ends, acceptances } = work;
  const [end] = ends;
  const { object, agent, product, targetMgPerL, mixture, method, contactMinutes, operator } = body;
  return {
    id: work.id,
    startedAt: work.at,
    endedAt: end?.fact.correctedAt ?? null,
    by: names.account(work.fact.by),
    work: { object, agent, product, targetMgPerL, mixture, method, contactMinutes, operator },
    ventilationMinutes: end?.body.ventilationMinutes ?? null,
    acceptance: acceptanceOf(work),
    acceptedBy: acceptances.map(({ fact }) => names.account(fact.by)),
    notes: [...ends, ...acceptances].flatMap((told) => told.body.note ?? []),
    photoCount: [body, ...ends.map((one) => one.body)].flatMap(({ photos }) => photos).length,
  };
}

function recordOfClearing({ id, at, fact, body }: RefuseWork, names: UpkeepNames): SlotRecord {
  return {
    id,
    startedAt: at,
    endedAt: at,
    by: names.account(fact.by),
    work: null,
    ventilationMinutes: null,
    acceptance: 'open',
    acceptedBy: [],
    notes: body.note === null ? [] : [body.note],
    photoCount: body.photos.length,
  };
}
