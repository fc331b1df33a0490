import { DEFAULT_POLICY } from '../../src/domain/default-policy.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import type { Instant } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import {
  windowOf,
  type Session,
  type SessionWindow,
  sessionClockOf,
} from '../../src/domain/report-session.ts';
import type { Member } from '../../src/domain/session-sheet.ts';
import { factOf, idOf, readingOf, type Told } from './door-facts.ts';

export const DAY = '2020-06-08';
export const AM: Session = { day: DAY, slot: 'am' };
export const PM: Session = { day: DAY, slot: 'pm' };
export const SHANGHAI = 'Asia/Shanghai';
export const PLACE = { kind: 'class', id: idOf('k', 1) } as const;

export const personOf = (number: number): string => idOf('r', number);

/** A time of 8 June by the campus's clock; hours from 24 on are of 9 June. */
export const clock = (time: string): Instant => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(Date.UTC(2020, 5, 8, hours - 8, minutes)).toISOString();
};

export function windowIn(session: Session, zone = SHANGHAI): SessionWindow {
  const window = windowOf(session, sessionClockOf(DEFAULT_POLICY, zone));
  if (window === null) throw new Error(`no session ${session.slot}`);
  return window;
}

export const memberOf = (number: number, more: Partial<Member> = {}): Member => ({
  personId: personOf(number),
  room: '201',
  whereabouts: 'on_campus',
  whereaboutsSince: null,
  ...more,
});

type When = Omit<Told, 'at'> & { at: Instant };

/** A fact of an instant, where `factOf` counts seconds of its own day. */
export const tellAt = ({ at, ...told }: When, type: string, body: object): Fact =>
  factOf({ ...told, at: (Date.parse(at) - Date.UTC(2026, 2, 2, 8)) / 1000 }, type, body);

export function selfReport(
  when: When,
  of: Partial<FactBody<'self-report'>> & { personId: string },
): Fact {
  const body: FactBody<'self-report'> = {
    session: AM,
    reading: readingOf(36.5, 'axilla'),
    notMeasured: null,
    symptoms: [],
    whereabouts: 'on_campus',
    city: null,
    exposure: null,
    onBehalfAs: null,
    amends: null,
    ...of,
  };
  return tellAt(when, 'self-report', body);
}

export function sessionCheck(
  when: When,
  of: Partial<FactBody<'session-check'>> & { personId: string },
): Fact {
  const body: FactBody<'session-check'> = {
    session: AM,
    place: PLACE,
    state: 'present',
    reading: null,
    symptoms: [],
    isIllness: null,
    ...of,
  };
  return tellAt(when, 'session-check', body);
}

export function sessionReturn(when: When, of: Partial<FactBody<'session-return'>> = {}): Fact {
  const numbers = { expected: 1, present: 1, absent: 0, abnormal: 0, missing: 0 };
  const body: FactBody<'session-return'> = {
    place: PLACE,
    session: AM,
    ...numbers,
    isZero: false,
    ...of,
  };
  return tellAt(when, 'session-return', body);
}

export const takeBack = (when: When, voids: string): Fact =>
  tellAt(when, 'void', { voids, doorId: null, reason: 'undo' });
