import { describe, expect, it } from 'vitest';
import { BUILDING, idOf } from '../../tests/support/door-facts.ts';
import {
  clock,
  DAY,
  NEXT_ROOM,
  NEXT_UNIT,
  NIGHT,
  residentOf,
  ROOM,
  rooms,
  tell,
  UNIT,
  WINDOW,
  ZONE,
} from '../../tests/support/night-facts.ts';
import type { Instant } from './id.ts';
import {
  foldNight,
  nightAt,
  nightOf,
  residentsAt,
  type NightCheck,
  type Resident,
} from './night-check.ts';
import type { Fact } from './operation.ts';

const ONE = residentOf(1);
const MORNING = clock('32:00');

const said = ([id, time]: [number, string], state = 'present', roomId = ROOM): Fact =>
  tell([idOf('q', id), clock(time)], 'presence', {
    visitId: idOf('t', 1),
    roomId,
    personId: ONE.personId,
    state,
    complaint: null,
  });
const measured = (id: number, time: string): Fact =>
  tell([idOf('q', id), clock(time)], 'second-check', { roomId: ROOM, personId: ONE.personId });
const takenBack = (id: number, time: string, voids: string): Fact =>
  tell([idOf('v', id), clock(time)], 'void', { voids, doorId: null, reason: 'undo' });
const leave = (from: string, to: string): Fact[] => [
  tell([idOf('l', 1), clock('09:00')], 'leave', {
    personId: ONE.personId,
    from: clock(from),
    to: clock(to),
  }),
  tell([idOf('l', 2), clock('10:00')], 'leave-decision', {
    leaveId: idOf('l', 1),
    isApproved: true,
    note: null,
  }),
];

const check = (
  facts: readonly Fact[],
  { now = MORNING, residents = [ONE] }: { now?: Instant; residents?: Resident[] } = {},
): NightCheck => foldNight(facts, { night: NIGHT, now, residents, rooms, zone: ZONE });
const stateOf = (facts: readonly Fact[], more: Parameters<typeof check>[1] = {}) =>
  check(facts, more).people[0]?.state;

describe('a night', () => {
  it('begins on the evening of its day and goes over midnight', () => {
    expect(NIGHT).toEqual({ day: DAY, from: clock('21:00'), to: clock('30:00') });
    expect(nightOf(DAY, { from: '19:00', to: '24:00' }, ZONE).to).toBe(clock('24:00'));
  });

  it.each([
    ['20:59', '2020-06-07'],
    ['21:00', DAY],
    ['29:59', DAY],
    ['44:59', DAY],
    ['45:00', '2020-06-09'],
  ])('at %s is that of %s', (time, day) => {
    expect(nightAt(clock(time), WINDOW, ZONE).day).toBe(day);
  });

  it('whose hours lie after midnight is of the evening before them, as the walks of its evening are', () => {
    const late = { from: '00:00', to: '05:00' };
    const night = nightOf(DAY, late, ZONE);
    expect(night).toEqual({ day: DAY, from: clock('24:00'), to: clock('29:00') });
    expect(nightAt(clock('24:10'), late, ZONE)).toEqual(night);
    expect(nightAt(clock('47:59'), late, ZONE)).toEqual(night);
    expect(nightAt(clock('23:50'), late, ZONE).day).toBe('2020-06-07');

    const begun = (id: number, time: string) =>
      tell([idOf('o', id), clock(time)], 'round', {
        unitId: UNIT,
        purpose: 'night_check',
        campaignId: null,
      });
    const facts = [begun(1, '11:00'), begun(2, '23:50'), begun(3, '24:10'), begun(4, '29:10')];
    const of = { night, now: MORNING, residents: [ONE], rooms, zone: ZONE };
    expect(foldNight(facts, of).buildings[0]?.units[0]?.rounds).toEqual([
      clock('23:50'),
      clock('24:10'),
    ]);
  });
});

describe('a resident', () => {
  it('is present where a round saw them in that night, and at no other time', () => {
    expect(stateOf([said([1, '21:00'])])).toBe('present');
    expect(stateOf([said([1, '29:59'])])).toBe('present');
    expect(stateOf([said([1, '20:59'])])).toBe('unaccounted');
    expect(stateOf([said([1, '30:00'])])).toBe('unaccounted');
    expect(stateOf([measured(1, '22:00')])).toBe('present');
  });

  it('is what was said of them last, and what was said before it where that was taken back', () => {
    const facts = [said([1, '22:00'], 'absent'), said([2, '22:30']), said([3, '23:00'], 'not_in')];
    expect(stateOf(facts)).toBe('unaccounted');
    expect(stateOf([...facts, takenBack(1, '40:00', idOf('q', 3))])).toBe('present');
    expect(stateOf([said([1, '22:00'], 'absent'), measured(2, '22:00')])).toBe('present');
  });

  it('is accounted for by leave, by a hospital and by the register, unless seen', () => {
    const absent = said([1, '22:00'], 'absent');
    const inHospital = tell([idOf('k', 1), clock('12:00')], 'case-state', {
      caseId: idOf('k', 9),
      personId: ONE.personId,
      state: 'in_hospital',
      note: null,
    });
    expect(stateOf([absent, ...leave('12:00', '48:00')])).toBe('on_leave');
    expect(stateOf([absent, inHospital, ...leave('12:00', '48:00')])).toBe('in_hospital');
    const abroad = [residentOf(1, { isElsewhere: true })];
    expect(stateOf([absent], { residents: abroad })).toBe('otherwise');
    const here = said([2, '22:30']);
    expect(stateOf([here, inHospital, ...leave('12:00', '48:00')], { residents: abroad })).toBe(
      'present',
    );
  });

  it('is accounted otherwise where the room says "on leave" and no leave is on record, or where another room has them', () => {
    expect(stateOf([said([1, '22:00'], 'on_leave')])).toBe('otherwise');
    expect(stateOf([said([1, '22:00'], 'present', NEXT_ROOM)])).toBe('otherwise');
    const roomless = [residentOf(1, { room: null })];
    expect(stateOf([said([1, '22:00'], 'present', NEXT_ROOM)], { residents: roomless })).toBe(
      'present',
    );
  });

  it('on a leave that is over or overdue, or decided after the night, is looked for', () => {
    const out = tell([idOf('l', 3), clock('20:00')], 'leave-stamp', {
      leaveId: idOf('l', 1),
      doorId: idOf('d', 1),
      direction: 'out',
    });
    const gone = [...leave('12:00', '22:00'), out];
    expect(stateOf(gone, { now: clock('22:30') })).toBe('on_leave');
    expect(stateOf(gone, { now: clock('22:31') })).toBe('unaccounted');
    expect(stateOf(leave('12:00', '23:00'), { now: clock('22:59') })).toBe('on_leave');
    expect(stateOf(leave('12:00', '23:00'), { now: clock('23:00') })).toBe('unaccounted');
    expect(stateOf(leave('12:00', '30:00'))).toBe('on_leave');
    const [asked, decided] = leave('12:00', '48:00');
    const late = { ...decided!, correctedAt: clock('31:00') };
    expect(stateOf([asked!, late])).toBe('unaccounted');
  });
});

describe('the roll', () => {
  it('counts by unit and building, and says where nobody went', () => {
    const residents = [ONE, residentOf(2), residentOf(3, { unitId: NEXT_UNIT })];
    const away = residentOf(4, { unitId: NEXT_UNIT, isElsewhere: true });
    const round = (id: number, unitId: string, purpose: string) =>
      tell([idOf('o', id), clock('22:00')], 'round', { unitId, purpose, campaignId: null });
    const begun = [round(1, UNIT, 'night_check'), round(2, NEXT_UNIT, 'round')];
    const counts = {
      present: 1,
      in_hospital: 0,
      on_leave: 0,
      otherwise: 0,
      unaccounted: 1,
      notAsked: 1,
      expected: 2,
    };
    expect(
      check([...begun, said([1, '22:10'])], { residents: [...residents, away] }).buildings,
    ).toEqual([
      {
        buildingId: BUILDING,
        counts: { ...counts, expected: 4, otherwise: 1, unaccounted: 2, notAsked: 2 },
        units: [
          { unitId: UNIT, buildingId: BUILDING, counts, rounds: [clock('22:00')] },
          {
            unitId: NEXT_UNIT,
            buildingId: BUILDING,
            counts: { ...counts, present: 0, otherwise: 1 },
            rounds: [],
          },
        ],
      },
    ]);
  });

  it('has whoever has a bed at that moment, once', () => {
    const home = { buildingId: BUILDING, unitId: null, unit: null, room: '101', bed: '1' };
    const stay = (id: number, [from, to]: [string, string | null], room = '101') => ({
      id: idOf('s', id),
      personId: ONE.personId,
      home: { ...home, room },
      from: clock(from),
      to: to === null ? null : clock(to),
    });
    const at = (stays: ReturnType<typeof stay>[], time: string) =>
      residentsAt(stays, clock(time), () => false).map(({ room }) => room);
    const moved = [stay(1, ['00:00', '12:00']), stay(2, ['12:00', null], '102')];
    expect(at(moved, '11:59')).toEqual(['101']);
    expect(at(moved, '12:00')).toEqual(['102']);
    expect(at([stay(3, ['01:00', null], '103'), stay(2, ['00:00', null])], '12:00')).toEqual([
      '103',
    ]);
    expect(residentsAt(moved, clock('12:00'), () => true)).toEqual([
      residentOf(1, { unitId: BUILDING, room: '102', isElsewhere: true }),
    ]);
  });

  it('has the check that began on its evening before the hour, and what was said on it until its end', () => {
    const begun = (id: number, time: string, purpose = 'night_check') =>
      tell([idOf('o', id), clock(time)], 'round', { unitId: UNIT, purpose, campaignId: null });
    const on = (round: Fact, fact: Fact): Fact => ({ ...fact, shiftId: round.id });
    const early = begun(1, '20:55');
    const told = check([early, on(early, said([1, '20:57']))]);

    expect(told.buildings[0]?.units[0]?.rounds).toEqual([clock('20:55')]);
    expect(told.people[0]).toMatchObject({ state: 'present', word: { at: clock('20:57') } });
    expect(stateOf([early, on(early, said([1, '30:10']))])).toBe('unaccounted');
    for (const other of [begun(2, '11:30'), begun(2, '20:55', 'round')]) {
      const { buildings, people } = check([other, on(other, said([1, '20:57']))]);
      expect(buildings[0]?.units[0]?.rounds).toEqual([]);
      expect(people[0]?.state).toBe('unaccounted');
    }
  });
});
