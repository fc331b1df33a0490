import * as fc from 'fast-check';
import { Whereabouts } from '../../src/domain/person.ts';
import type { Instant } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { Session } from '../../src/domain/report-session.ts';
import type { Member } from '../../src/domain/session-sheet.ts';
import { idOf, readingOf } from './door-facts.ts';
import { memberOf, personOf, selfReport, sessionCheck, takeBack, tellAt } from './session-facts.ts';

/** Zones without a change of clocks, so that the oracle may reckon by a plain difference. */
const OFFSET_MINUTES = {
  'Asia/Shanghai': 480,
  'Asia/Kathmandu': 345,
  'America/Phoenix': -420,
  'Pacific/Kiritimati': 840,
  'Pacific/Pago_Pago': -660,
} as const;
export type PlainZone = keyof typeof OFFSET_MINUTES;

export const DAYS = ['2020-06-07', '2020-06-08', '2020-06-09'] as const;

export const instantIn = (zone: PlainZone, day: string, time: string): Instant =>
  new Date(Date.parse(`${day}T${time}:00.000Z`) - OFFSET_MINUTES[zone] * 60_000).toISOString();

/** What somebody did, before it is a fact. `at` is minutes after the campus's 7 June 00:00. */
export type Draft =
  | {
      does: 'report';
      who: number;
      /** One of a few who tell. */
      by: number;
      at: number;
      session: Session;
      high: boolean;
      amends: number;
    }
  | {
      does: 'check';
      who: number;
      at: number;
      session: Session;
      by: number;
      place: 'class' | 'unit';
      state: 'present' | 'absent';
      ill: boolean;
      /** `null`: nobody measured. */
      high: boolean | null;
    }
  | { does: 'void'; at: number; of: number }
  | { does: 'ask'; who: number; at: number; from: number; to: number }
  | { does: 'decide' | 'stamp'; at: number; of: number; yes: boolean }
  | { does: 'close'; at: number; of: number }
  | { does: 'case'; who: number; at: number; nr: number; in: boolean };

export interface Story {
  zone: PlainZone;
  /** Minutes, as of a draft. */
  now: number;
  session: Session;
  members: readonly Member[];
  drafts: readonly Draft[];
  /** The facts of the drafts in any order, some twice. */
  facts: readonly Fact[];
}

const PEOPLE = 4;
const WHO = fc.nat(PEOPLE - 1);
/** Quarters of an hour over three days: many things happen at one moment, and at the edges of sessions. */
const MOMENT = fc.nat(3 * 96).map((quarter) => quarter * 15);
const SESSION: fc.Arbitrary<Session> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ day: DAYS[1], slot: 'am' as const }) },
  fc.record({ day: fc.constantFrom(...DAYS), slot: fc.constantFrom('am' as const, 'pm' as const) }),
);
const TARGET = fc.nat(20);
const TELLER = fc.nat(2);

const DRAFT: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('report' as const),
      who: WHO,
      by: TELLER,
      at: MOMENT,
      session: SESSION,
      high: fc.boolean(),
      amends: fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, TARGET),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('check' as const),
      who: WHO,
      at: MOMENT,
      session: SESSION,
      by: TELLER,
      place: fc.constantFrom('class' as const, 'unit' as const),
      state: fc.constantFrom('present' as const, 'absent' as const),
      ill: fc.boolean(),
      high: fc.option(fc.boolean()),
    }),
  },
  fc.record({ does: fc.constant('void' as const), at: MOMENT, of: TARGET }),
  fc.record({ does: fc.constant('ask' as const), who: WHO, at: MOMENT, from: MOMENT, to: MOMENT }),
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('decide' as const, 'stamp' as const),
      at: MOMENT,
      of: TARGET,
      yes: fc.boolean(),
    }),
  },
  fc.record({ does: fc.constant('close' as const), at: MOMENT, of: TARGET }),
  fc.record({
    does: fc.constant('case' as const),
    who: WHO,
    at: MOMENT,
    nr: fc.nat(1),
    in: fc.boolean(),
  }),
);

const MEMBERS = fc.array(
  fc.record({
    whereabouts: fc.option(fc.constantFrom(...Whereabouts.options)),
    since: fc.option(MOMENT),
    /** Until `since`. */
    before: fc.option(
      fc.record({ whereabouts: fc.constantFrom(...Whereabouts.options), from: fc.option(MOMENT) }),
    ),
  }),
  { minLength: PEOPLE, maxLength: PEOPLE },
);

export const STORY: fc.Arbitrary<Story> = fc
  .record({
    zone: fc.constantFrom(...(Object.keys(OFFSET_MINUTES) as PlainZone[])),
    now: MOMENT,
    session: SESSION,
    people: MEMBERS,
    drafts: fc.array(DRAFT, { maxLength: 14 }),
  })
  .chain(({ people, ...story }) => {
    const members = people.map(({ whereabouts, since, before }, index) =>
      memberOf(index, {
        room: index < 2 ? '201' : null,
        whereabouts,
        whereaboutsSince: since === null ? null : instantAt(story.zone, since),
        whereaboutsBefore:
          since === null || before === null
            ? []
            : [
                {
                  whereabouts: before.whereabouts,
                  from: before.from === null ? null : instantAt(story.zone, before.from),
                  to: instantAt(story.zone, since),
                },
              ],
      }),
    );
    const facts = story.drafts.map((_, index) => factOfDraft(story, index)).flatMap((f) => f ?? []);
    return fc.record({
      zone: fc.constant(story.zone),
      now: fc.constant(story.now),
      session: fc.constant(story.session),
      members: fc.constant(members),
      drafts: fc.constant(story.drafts),
      facts: fc
        .tuple(fc.shuffledSubarray(facts, { minLength: facts.length }), fc.subarray(facts))
        .map(([all, twice]) => [...all, ...twice]),
    });
  });

export const instantAt = (zone: PlainZone, minutes: number): Instant =>
  new Date(Date.parse(instantIn(zone, DAYS[0], '00:00')) + minutes * 60_000).toISOString();

const tellerOf = (by: number): string => idOf('g', by + 1);
const idOfDraft = (index: number): string => idOf('f', index);
/** The leave that a draft is about: any earlier or later one that asks, counted around. */
export function leaveOf(drafts: readonly Draft[], of: number): number | null {
  const asked = drafts.flatMap((draft, index) => (draft.does === 'ask' ? index : []));
  return asked.length === 0 ? null : (asked[of % asked.length] ?? null);
}
/** The report that a draft amends: an earlier draft of the same person, so that there are no rings. */
export function amendedBy(drafts: readonly Draft[], index: number): number | null {
  const draft = drafts[index];
  if (draft?.does !== 'report' || draft.amends < 0) return null;
  const earlier = drafts.flatMap((one, at) =>
    one.does === 'report' && one.who === draft.who && at < index ? at : [],
  );
  return earlier.length === 0 ? null : (earlier[draft.amends % earlier.length] ?? null);
}

function factOfDraft(of: Pick<Story, 'zone' | 'drafts'>, index: number): Fact | null {
  const { zone, drafts } = of;
  const draft = drafts[index];
  if (draft === undefined) return null;
  const when = { id: idOfDraft(index), at: instantAt(zone, draft.at) };
  switch (draft.does) {
    case 'report': {
      const amends = amendedBy(drafts, index);
      return selfReport(
        { ...when, by: tellerOf(draft.by) },
        {
          personId: personOf(draft.who),
          session: draft.session,
          reading: readingOf(draft.high ? 38.1 : 36.5, 'axilla'),
          amends: amends === null ? null : idOfDraft(amends),
        },
      );
    }
    case 'check':
      return sessionCheck(
        { ...when, by: tellerOf(draft.by) },
        {
          personId: personOf(draft.who),
          session: draft.session,
          place: { kind: draft.place, id: idOf('k', 1) },
          state: draft.state,
          reading: draft.high === null ? null : readingOf(draft.high ? 38.1 : 36.5, 'axilla'),
          isIllness: draft.state === 'absent' ? draft.ill : null,
        },
      );
    case 'void':
      return drafts.length === 0 ? null : takeBack(when, idOfDraft(draft.of % drafts.length));
    case 'ask':
      return tellAt(when, 'leave', {
        personId: personOf(draft.who),
        kind: 'personal',
        from: instantAt(zone, Math.min(draft.from, draft.to)),
        to: instantAt(zone, Math.max(draft.from, draft.to) + 15),
      });
    case 'decide':
    case 'stamp':
    case 'close': {
      const leave = leaveOf(drafts, draft.of);
      if (leave === null) return null;
      const leaveId = idOfDraft(leave);
      if (draft.does === 'close') return tellAt(when, 'leave-close', { leaveId, note: null });
      if (draft.does === 'decide')
        return tellAt(when, 'leave-decision', { leaveId, isApproved: draft.yes, note: null });
      const direction = draft.yes ? 'out' : 'in';
      return tellAt(when, 'leave-stamp', { leaveId, doorId: idOf('d', 1), direction });
    }
    case 'case':
      return tellAt(when, 'case-state', {
        caseId: idOf('c', draft.who * 10 + draft.nr),
        personId: personOf(draft.who),
        state: draft.in ? 'in_hospital' : 'cleared',
        note: null,
      });
  }
}
