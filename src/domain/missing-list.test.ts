import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf } from '../../tests/support/door-facts.ts';
import { instantAt, STORY } from '../../tests/support/session-drafts.ts';
import { oracle } from '../../tests/support/session-oracle.ts';
import {
  AM,
  clock,
  memberOf,
  personOf,
  selfReport,
  takeBack,
  tellAt,
  windowIn,
} from '../../tests/support/session-facts.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { Id, Instant } from './id.ts';
import { missingOf } from './missing-list.ts';
import type { Fact } from './operation.ts';
import { foldSessions } from './session-log.ts';
import { foldSheet, type Member } from './session-sheet.ts';

const NOW = clock('11:00');
function missing(
  facts: readonly Fact[],
  of: { members: Member[]; heardAt?: [Id, Instant][]; now?: Instant; asOf?: Instant | null },
) {
  const now = of.now ?? NOW;
  const sheet = foldSheet(facts, {
    window: windowIn(AM),
    kind: 'class',
    now,
    members: of.members,
    policy: DEFAULT_POLICY,
  });
  const heardAt = new Map(of.heardAt);
  const asOf = of.asOf === undefined ? now : of.asOf;
  return missingOf(sheet, foldSessions(facts), { asOf, silentMinutes: 60, heardAt });
}
const whoIn = ({ people }: ReturnType<typeof missing>) =>
  people.map(({ member }) => member.personId);

describe('the missing list', () => {
  const members = [1, 2, 3, 4].map((number) => memberOf(number));

  it('says which phones have not been in touch, and since when', () => {
    const list = missing([selfReport({ id: idOf('f', 1), at: NOW }, { personId: personOf(4) })], {
      members,
      heardAt: [
        [personOf(1), clock('08:00')],
        [personOf(2), clock('10:00')],
        [personOf(4), clock('01:00')],
      ],
    });
    expect(list).toMatchObject({ silent: 2, silentSince: clock('10:00'), phoneless: 1 });
    expect(list.people.map(({ isSilent, heardAt }) => [isSilent, heardAt])).toEqual([
      [true, clock('08:00')],
      [true, clock('10:00')],
      [false, null],
    ]);
  });

  it('does not call a phone silent that was heard within the hour', () => {
    const list = missing([], { members, heardAt: [[personOf(1), clock('10:01')]] });
    expect(list).toMatchObject({ silent: 0, silentSince: null, phoneless: 3 });
  });

  it('judges silence by the moment of which the contacts are, not by a later one without a network', () => {
    const heardAt: [Id, Instant][] = [
      [personOf(1), clock('06:55')],
      [personOf(2), clock('05:59')],
    ];
    const asOf = clock('07:00');
    expect(missing([], { members, heardAt, asOf })).toMatchObject({
      silent: 1,
      silentSince: clock('05:59'),
      phoneless: 2,
    });
    expect(missing([], { members, heardAt, asOf: null })).toMatchObject({
      silent: 0,
      silentSince: null,
      phoneless: 2,
    });
  });

  it('is in the order of rooms, with how many of each, and whoever has no room last', () => {
    const list = missing([], {
      members: [
        memberOf(1, { room: null }),
        memberOf(2, { room: '1010' }),
        memberOf(3, { room: '205' }),
        memberOf(4, { room: '1010' }),
      ],
    });
    expect(whoIn(list)).toEqual([3, 2, 4, 1].map(personOf));
    expect(list.rooms).toEqual([
      { room: '205', count: 1 },
      { room: '1010', count: 2 },
      { room: null, count: 1 },
    ]);
  });

  it('shows the last reminder of this session that nobody took back', () => {
    const remind = (id: number, time: string, over: object = {}) =>
      tellAt({ id: idOf('f', id), at: clock(time) }, 'reminder', {
        personId: personOf(1),
        about: 'report',
        session: AM,
        ...over,
      });
    const facts = [
      remind(1, '08:00'),
      remind(2, '09:00'),
      remind(3, '09:30', { about: 'second_report' }),
      remind(4, '09:40', { session: { ...AM, slot: 'pm' } }),
    ];
    const [first] = missing(facts, { members }).people;
    expect(first?.remindedAt).toBe(clock('09:00'));
    const back = takeBack({ id: idOf('f', 5), at: clock('09:10') }, idOf('f', 2));
    expect(missing([...facts, back], { members }).people[0]?.remindedAt).toBe(clock('08:00'));
  });
});

it('names whom an oracle calls expected, not on leave, not in hospital, not away, due and silent', () => {
  const heard = fc.array(fc.option(fc.nat(3 * 96).map((quarter) => quarter * 15)), {
    minLength: 4,
    maxLength: 4,
  });
  fc.assert(
    fc.property(STORY, heard, (story, contacts) => {
      const { zone, now, session, members, facts } = story;
      const at = instantAt(zone, now);
      const window = windowIn(session, zone);
      const sheet = foldSheet(facts, {
        window,
        kind: 'class',
        now: at,
        members,
        policy: DEFAULT_POLICY,
      });
      const heardAt = new Map(
        contacts.flatMap((minutes, who) =>
          minutes === null ? [] : [[personOf(who), instantAt(zone, minutes)] as const],
        ),
      );
      const list = missingOf(sheet, foldSessions(facts), { asOf: at, silentMinutes: 60, heardAt });

      const expected = members.flatMap((_, who) =>
        oracle(story, who).state === 'missing' ? who : [],
      );
      const silent = expected.flatMap((who) => {
        const minutes = contacts[who] ?? null;
        return minutes !== null && minutes <= now - 60 ? minutes : [];
      });
      expect(new Set(whoIn(list))).toEqual(new Set(expected.map(personOf)));
      expect(list.people).toHaveLength(expected.length);
      expect(list.rooms.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
      expect(list.silent).toBe(silent.length);
      expect(list.silentSince).toBe(
        silent.length === 0 ? null : instantAt(zone, Math.max(...silent)),
      );
      expect(list.phoneless).toBe(expected.filter((who) => contacts[who] === null).length);
    }),
    { numRuns: 400 },
  );
});
