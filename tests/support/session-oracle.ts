import type { Session } from '../../src/domain/report-session.ts';
import type { SheetState } from '../../src/domain/session-sheet.ts';
import { amendedBy, DAYS, instantAt, leaveOf, type Draft, type Story } from './session-drafts.ts';
import { memberOf } from './session-facts.ts';

/** The sessions of the default rules. */
const WINDOWS = { am: ['06:00', '12:00'], pm: ['12:00', '20:00'] } as const;
type HalfDay = keyof typeof WINDOWS;
const TELLERS = [0, 1, 2] as const;

/** How a person stands, told by reading the drafts one by one. */
export interface Said {
  state: SheetState;
  isLate: boolean;
  isAbnormal: boolean;
}

/** Of the roll of a class or a unit. Looks at every draft for every question, and knows nothing of folds. */
export function oracle(story: Story, who: number, kind: 'class' | 'unit' = 'class'): Said {
  const { drafts, zone, session, members } = story;
  const [from, to] = WINDOWS[session.slot as HalfDay].map((time) =>
    minutesOf(session.day, time),
  ) as [number, number];
  // A minute's last moment is as good as a millisecond's: everything happens on quarters.
  const until = story.now < to ? story.now : to - 1;
  const isVoided = (index: number): boolean =>
    drafts.some((one) => one.does === 'void' && one.of % drafts.length === index);
  const rootOf = (index: number): number => {
    const amended = amendedBy(drafts, index);
    return amended === null ? index : rootOf(amended);
  };
  const lastOf = (indexes: readonly number[]): number | null =>
    indexes.reduce<number | null>((best, index) => {
      if (best === null) return index;
      const [a, b] = [drafts[best]?.at ?? 0, drafts[index]?.at ?? 0];
      return b > a || (b === a && index > best) ? index : best;
    }, null);
  const all = drafts.map((_, index) => index);

  const checks = all.filter((index) => {
    const one = drafts[index];
    return (
      one?.does === 'check' &&
      one.who === who &&
      one.at >= from &&
      !isVoided(index) &&
      isIn(one.session)
    );
  });
  const records = all
    .filter((index) => drafts[index]?.does === 'report' && rootOf(index) === index)
    .flatMap((root) => {
      if (isVoided(root) || (drafts[root]?.at ?? 0) < from) return [];
      const tellings = all.filter(
        (index) => drafts[index]?.does === 'report' && rootOf(index) === root && !isVoided(index),
      );
      const inForce = tellings.filter(
        (index) => !tellings.some((other) => amendedBy(drafts, other) === index),
      );
      const current = lastOf(inForce);
      const told = current === null ? undefined : drafts[current];
      if (told?.does !== 'report' || told.who !== who || !isIn(told.session)) return [];
      return current === null ? [] : [{ root, current, high: told.high, by: tellerOf(root) }];
    });
  function isIn({ day, slot }: Session): boolean {
    return day === session.day && slot === session.slot;
  }

  // Who is there is seen by who answers for this kind of place.
  const check = drafts[lastOf(checks.filter((index) => checkAt(index)?.place === kind)) ?? -1];
  const firstWord = Math.min(
    ...[...checks, ...records.map(({ root }) => root)].map((index) => drafts[index]?.at ?? 0),
  );
  const said = {
    isLate: Number.isFinite(firstWord) && firstWord >= to,
    isAbnormal: TELLERS.some((by) => isToldIll(by) || isSeenIll(by)),
  };
  if (check?.does === 'check') return { state: check.state, ...said };
  if (isInHospital()) return { state: 'in_hospital', ...said };
  if (isOnLeave()) return { state: 'on_leave', ...said };
  if (isAway()) return { state: 'away', ...said };
  // Seen there by who answers for the other kind of place: somebody has said something.
  const elsewhere = lastOf(checks.filter((index) => checkAt(index)?.place !== kind));
  if (records.length > 0 || checkAt(elsewhere)?.state === 'present')
    return { state: 'reported', ...said };
  return { state: story.now < from ? 'not_due' : 'missing', ...said };

  function tellerOf(index: number): number | null {
    const one = drafts[index];
    return one?.does === 'report' || one?.does === 'check' ? one.by : null;
  }
  function checkAt(index: number | null) {
    const one = drafts[index ?? -1];
    return one?.does === 'check' ? one : null;
  }
  /** The last word of one who reports, whatever others have told since; a correction is the word of who told first. */
  function isToldIll(teller: number): boolean {
    const own = records.filter(({ by }) => by === teller);
    const newest = lastOf(own.map(({ current }) => current));
    return own.some(({ current, high }) => current === newest && high);
  }
  /** What one who looks measured last stands until they measure again, wherever; away ill counts as long as it is their last look. */
  function isSeenIll(teller: number): boolean {
    const own = checks.filter((index) => tellerOf(index) === teller);
    const measured = own.filter((index) => checkAt(index)?.high !== null);
    return [lastOf(measured), lastOf(own)].some((index) => {
      const one = checkAt(index);
      return one !== null && (one.high === true || (one.state === 'absent' && one.ill));
    });
  }
  function isInHospital(): boolean {
    return [0, 1].some((nr) => {
      const told = all.filter((index) => {
        const one = drafts[index];
        return one?.does === 'case' && one.who === who && one.nr === nr && one.at <= until;
      });
      const last = drafts[lastOf(told) ?? -1];
      return last?.does === 'case' && last.in;
    });
  }
  function isOnLeave(): boolean {
    return all.some((leave) => {
      const asked = drafts[leave];
      if (asked?.does !== 'ask' || asked.who !== who || asked.at > until) return false;
      const about = (does: Draft['does']) =>
        lastOf(
          all.filter((index) => {
            const one = drafts[index];
            return (
              one?.does === does &&
              'of' in one &&
              one.at <= until &&
              leaveOf(drafts, one.of) === leave
            );
          }),
        );
      if (about('close') !== null) return false;
      const stamp = drafts[about('stamp') ?? -1];
      const decision = drafts[about('decide') ?? -1];
      const [begin, end] = [Math.min(asked.from, asked.to), Math.max(asked.from, asked.to) + 15];
      if (stamp?.does === 'stamp') return stamp.yes && until <= end + 30;
      return decision?.does === 'decide' && decision.yes && begin <= until && until < end;
    });
  }
  function isAway(): boolean {
    const { whereabouts, whereaboutsSince, whereaboutsBefore } = members[who] ?? memberOf(who);
    const moment = instantAt(zone, until);
    const isNew = whereaboutsSince === null || whereaboutsSince <= moment;
    const old = whereaboutsBefore?.[0];
    const isOld = old !== undefined && (old.from === null || old.from <= moment);
    const where = isNew ? whereabouts : isOld ? old.whereabouts : null;
    return where === 'city_off_campus' || where === 'china_outside_city' || where === 'abroad';
  }
}

const minutesOf = (day: string, time: string): number =>
  DAYS.findIndex((one) => one === day) * 1440 +
  Number(time.slice(0, 2)) * 60 +
  Number(time.slice(3));
