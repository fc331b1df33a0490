import { setImmediate } from 'node:timers/promises';
import { boundsOfDay } from '../../domain/campus-day.ts';
import type { Id } from '../../domain/id.ts';
import { LEAVE_TYPES } from '../../domain/leave-log.ts';
import { foldSessions } from '../../domain/session-log.ts';
import { rollsOf, type CollegeRoll } from '../../domain/session-rollup.ts';
import { addSheetCounts } from '../../domain/session-sheet.ts';
import type { SessionStanding } from '../../domain/session-state.ts';
import { windowsOfDay, type SessionWindow } from '../../domain/report-session.ts';
import {
  SESSION_STATES,
  type RollGroup,
  type RollStanding,
  type SessionRolls,
  type SessionRollsQuery,
} from '../../protocol/office-rollup.ts';
import type { Reader } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readFacts } from '../rounds/read-facts.ts';
import { readToldOf } from './read-told.ts';
import { describeSession, overAt, sessionAsked } from './session-asked.ts';
import { readSessionRosters, type RollNames } from './session-rosters.ts';
import { reportersAmong } from './reporting-people.ts';

type AccountName = (id: Id) => string | null;

/** Every class or unit in one session, as the facts tell now. */
export async function readSessionRolls(
  deps: Dependencies,
  people: PersonIndexCache,
  { by = 'class', ...asked }: SessionRollsQuery,
): Promise<SessionRolls> {
  const { db, settings } = deps;
  const { window, now, policy, clock } = await sessionAsked(deps, asked);
  const { away } = clock.rules;
  const roster = { by, away, over: overAt(window, now) };
  const { members, unplaced, names } = await readSessionRosters(db, people, roster);
  const { from } = boundsOfDay(window.day, settings.campusZone);
  const { day, slot } = window;
  const log = foldSessions(await readToldOf(db, { types: TOLD, day, slot, from, now }));
  await setImmediate();
  const papers = await readPapers(db, window);
  const rolls = rollsOf(log, papers, { window, kind: by, now, members, policy });
  const account = await readAccountNames(db);
  const groups = rolls.map((roll) => describeGroup(roll, { by, names, account }));
  return {
    session: describeSession(window),
    slots: windowsOfDay(day, clock).map((one) => one.slot),
    at: now < window.to ? now : window.to,
    by,
    counts: addSheetCounts(rolls.map(({ counts }) => counts)),
    states: addStates(groups),
    unplaced: (await reportersAmong(db, unplaced, { day: window.day, at: now })).length,
    groups,
  };
}

const TOLD = ['self-report', 'session-check', 'session-return'] as const;

/** Leave and cases of everybody: few, and some of them long ago. */
export const readPapers = (db: Reader, { to }: SessionWindow) =>
  readFacts(db, { types: [...LEAVE_TYPES, 'case-state'], to });

export async function readAccountNames(db: Reader): Promise<AccountName> {
  const accounts = await db.selectFrom('account').select(['id', 'name']).execute();
  const nameById = new Map(accounts.map(({ id, name }) => [id, name]));
  return (id) => nameById.get(id) ?? null;
}

function describeGroup(
  { college, counts, states, places, standing }: CollegeRoll,
  of: { by: SessionRolls['by']; names: RollNames; account: AccountName },
): RollGroup {
  const { by, names, account } = of;
  return {
    id: college,
    name: names.group(college),
    counts,
    states,
    standing: by === 'class' && college !== null ? describeStanding(standing, account) : null,
    places: places.map((roll) => ({
      place: { kind: by, id: roll.place.id, name: names.place(roll.place.id) },
      counts: roll.counts,
      standing: describeStanding(roll.standing, account),
    })),
  };
}

function describeStanding(
  { state, current, returns, isLate, isOutdated, isContested }: SessionStanding,
  account: AccountName,
): RollStanding {
  return {
    state,
    sent: sentOf(current, account),
    returns: returns.length,
    isLate,
    isOutdated,
    isContested,
  };
}

function sentOf(current: SessionStanding['current'], account: AccountName): RollStanding['sent'] {
  if (current === null) return null;
  const { expected, present, absent, abnormal, missing, isZero } = current.body;
  const by = { id: current.by, name: account(current.by) };
  return { at: current.at, by, expected, present, absent, abnormal, missing, isZero };
}

function addStates(groups: readonly RollGroup[]): SessionRolls['states'] {
  const sum = { late: 0, due: 0, reported: 0, zero: 0, not_due: 0, not_required: 0 };
  for (const { states } of groups) for (const state of SESSION_STATES) sum[state] += states[state];
  return sum;
}
