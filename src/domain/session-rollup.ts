import { reportRulesOf } from './default-report.ts';
import type { Fact } from './operation.ts';
import { foldSessions, type ReturnPlace, type SessionLog } from './session-log.ts';
import {
  addSheetCounts,
  countsOf,
  sheetOf,
  type Member,
  type SheetCounts,
  type SheetQuestion,
  type SheetRow,
} from './session-sheet.ts';
import { standingOf, type SessionStanding, type SessionState } from './session-state.ts';

/** Somebody on the roll of a class or unit, with the college that it belongs to. */
export interface RolledMember extends Member {
  place: ReturnPlace;
  /** `null`: the roster names none. */
  college: string | null;
}

/** A class or unit in a session. */
export interface PlaceRoll {
  place: ReturnPlace;
  counts: SheetCounts;
  standing: SessionStanding;
}

export interface CollegeRoll {
  college: string | null;
  /** Of all its classes as the facts tell now, whether they have handed in or not. */
  counts: SheetCounts;
  /** How many of its classes stand how. */
  states: Record<SessionState, number>;
  places: readonly PlaceRoll[];
  /** The college's own return. */
  standing: SessionStanding;
}

/** Every college with its classes, in the order in which their people were given. */
export function foldRolls(
  facts: readonly Fact[],
  question: SheetQuestion<RolledMember>,
): CollegeRoll[] {
  return rollsOf(foldSessions(facts), facts, question);
}

/** The same with the log of the sessions at hand: the facts need then be of leave and cases only. */
export function rollsOf(
  log: SessionLog,
  facts: readonly Fact[],
  question: SheetQuestion<RolledMember>,
): CollegeRoll[] {
  const rowsByPlace = new Map<string, SheetRow<RolledMember>[]>();
  for (const row of sheetOf(log, facts, question).rows) {
    const { place, college } = row.member;
    const key = `${place.kind} ${place.id} ${college ?? ''}`;
    const rows = rowsByPlace.get(key) ?? [];
    rows.push(row);
    rowsByPlace.set(key, rows);
  }
  const rolls = new Map<string | null, PlaceRoll[]>();
  for (const rows of rowsByPlace.values()) {
    const [first] = rows;
    if (first === undefined) continue;
    const { place, college } = first.member;
    const counts = countsOf(rows);
    const roll = { place, counts, standing: standing(log, question, { place, counts }) };
    rolls.set(college, [...(rolls.get(college) ?? []), roll]);
  }
  return [...rolls].map(([college, places]) => {
    const counts = addSheetCounts(places.map((roll) => roll.counts));
    const place = { kind: 'college', id: college ?? '' } as const;
    return {
      college,
      counts,
      states: statesOf(places),
      places,
      standing: standing(log, question, { place, counts }),
    };
  });
}

function standing(
  log: SessionLog,
  { window, now, policy }: SheetQuestion,
  of: { place: ReturnPlace; counts: SheetCounts },
): SessionStanding {
  const { isZeroRequired } = reportRulesOf(policy);
  // A college's numbers are closed on the next day.
  const deadline = of.place.kind === 'college' ? window.rollupAt : window.deadline;
  return standingOf(log, { ...of, window: { ...window, deadline }, now, isZeroRequired });
}

function statesOf(places: readonly PlaceRoll[]): Record<SessionState, number> {
  const states = { not_due: 0, due: 0, zero: 0, reported: 0, late: 0, not_required: 0 };
  for (const { standing: one } of places) states[one.state] += 1;
  return states;
}
