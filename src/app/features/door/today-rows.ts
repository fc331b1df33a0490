import { DoorCheck } from '../../../domain/door-check.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import type { TemperatureVerdict } from '../../../domain/temperature.ts';
import { factOf, type JournalEntry } from '../../../store/journal-entry.ts';
import { dayOf } from '../../duty/campus-time.ts';
import type { DoorDuty } from './door-duty.ts';
import { roomAtDoor } from './room-of.ts';
import { verdictOf } from './second-reading.ts';
import { nameOf } from './subject-words.ts';

export const TODAY_FILTERS = ['all', 'high', 'too-low', 'visitors', 'unknown', 'waiting'] as const;
export type TodayFilter = (typeof TODAY_FILTERS)[number];

/** Where the check has got to. */
export type RowState =
  | { kind: 'phone' }
  | { kind: 'received'; at: Instant }
  | { kind: 'parked'; why: string | null };

export interface TodayRow {
  id: Id;
  at: Instant;
  check: DoorCheck;
  name: string;
  room: string;
  /** Student number or phone, for the search. */
  number: string;
  verdict: TemperatureVerdict | null;
  state: RowState;
  /** `null` for a parked check: it is in no fold. */
  entry: DoorEntry | null;
}

/** Today's checks at the door of the shift, latest first; parked ones of this phone are among them. */
export function todayRows(duty: DoorDuty): readonly TodayRow[] {
  const doorId = duty.shift.value?.body.doorId;
  const today = dayOf(duty, duty.nowInstant());
  const rows: TodayRow[] = [];
  const { entries } = duty.log();
  for (let place = entries.length - 1; place >= 0; place -= 1) {
    const entry = entries[place];
    if (entry === undefined || dayOf(duty, entry.at) < today) break;
    if (entry.check.doorId === doorId) rows.push(rowOfEntry(duty, entry));
  }
  const parked = parkedRows(duty).filter(
    ({ at, check }) => check.doorId === doorId && dayOf(duty, at) === today,
  );
  return parked.length === 0 ? rows : [...rows, ...parked].sort((a, b) => (a.at < b.at ? 1 : -1));
}

export function isShown(row: TodayRow, asked: { filter: TodayFilter; search: string }): boolean {
  return isOfFilter(row, asked.filter) && isFound(row, asked.search);
}

function isOfFilter({ verdict, check, state }: TodayRow, filter: TodayFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'high':
    case 'too-low':
      return verdict === filter;
    case 'visitors':
      return check.subject.kind === 'visitor';
    case 'unknown':
      return check.subject.kind === 'unknown';
    case 'waiting':
      return state.kind !== 'received';
  }
}

function isFound({ name, room, number }: TodayRow, search: string): boolean {
  const words = search.trim().toLowerCase();
  return `${name} ${room} ${number}`.toLowerCase().includes(words);
}

function rowOfEntry(duty: DoorDuty, entry: DoorEntry): TodayRow {
  const { receivedAt } = entry.current;
  return {
    ...rowOfCheck(duty, entry.check),
    id: entry.id,
    at: entry.at,
    state: receivedAt === null ? { kind: 'phone' } : { kind: 'received', at: receivedAt },
    entry,
  };
}

function parkedRows(duty: DoorDuty): TodayRow[] {
  return duty.app.journal
    .entries()
    .filter(
      ({ state, isAnswered, operation }) =>
        state === 'parked' && !isAnswered && operation.type === 'door-check',
    )
    .flatMap((entry) => rowOfParked(duty, entry));
}

function rowOfParked(duty: DoorDuty, entry: JournalEntry): TodayRow[] {
  const { id, correctedAt, body } = factOf(entry);
  const check = DoorCheck.safeParse(body).data;
  if (check === undefined) return [];
  const state: RowState = { kind: 'parked', why: entry.result?.why ?? null };
  return [{ ...rowOfCheck(duty, check), id, at: correctedAt, state, entry: null }];
}

function rowOfCheck(
  duty: DoorDuty,
  check: DoorCheck,
): Pick<TodayRow, 'check' | 'name' | 'room' | 'number' | 'verdict'> {
  const { subject } = check;
  const person = subject.kind === 'person' ? duty.people.person(subject.personId) : null;
  return {
    check,
    name: nameOf(duty, subject),
    room: person === null ? '' : roomAtDoor(duty, person),
    number: person?.number ?? '',
    verdict: verdictOf(duty, check),
  };
}
