import { describe, expect, it } from 'vitest';
import { checkFact, idOf, momentAt, readingOf, voidFact } from '../../tests/support/door-facts.ts';
import { foldDoorLog } from './door-log.ts';
import type { Fact } from './operation.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { doorReadingsOf, ladder, type TakenReading } from './remeasure-ladder.ts';
import type { BodySite } from './reading.ts';

const ZHANG = idOf('r', 1);
const MINUTE = 60;
const policy = DEFAULT_POLICY.temperature;

const reading = (number: number, minute: number, [tempC, site]: [number, BodySite]): Fact =>
  checkFact({ id: idOf('c', number), at: minute * MINUTE, reading: readingOf(tempC, site) });
const stepAt = (minute: number, facts: Fact[]) =>
  ladder(doorReadingsOf(foldDoorLog(facts), ZHANG), { policy, now: momentAt(minute * MINUTE) });

const high = reading(1, 0, [37.6, 'forehead']);

describe('the re-measure ladder', () => {
  it('is not climbed by normal or low readings, nor by others’', () => {
    expect(stepAt(1, [reading(1, 0, [36.5, 'forehead'])])).toEqual({ state: 'none' });
    expect(stepAt(1, [reading(1, 0, [34, 'forehead'])])).toEqual({ state: 'none' });
    expect(
      stepAt(1, [
        {
          ...high,
          body: checkFact({
            id: idOf('c', 1),
            at: 0,
            personId: idOf('r', 2),
            reading: readingOf(38),
          }).body,
        },
      ]),
    ).toEqual({ state: 'none' });
  });

  it('begins with a rest of the policy’s minutes', () => {
    expect(stepAt(9, [high])).toMatchObject({
      state: 'resting',
      until: momentAt(10 * MINUTE),
      sites: ['axilla', 'ear'],
    });
    expect(stepAt(10, [high])).toMatchObject({ state: 'measure-again', sites: ['axilla', 'ear'] });
  });

  it('asks for another site than the first', () => {
    expect(stepAt(20, [reading(1, 0, [38, 'ear'])])).toMatchObject({ sites: ['axilla'] });
  });

  it('is confirmed by a high reading at a confirming site, and keeps both', () => {
    const step = stepAt(20, [high, reading(2, 12, [37.4, 'axilla'])]);
    expect(step).toMatchObject({ state: 'confirmed-high', at: momentAt(12 * MINUTE) });
    expect(step).toHaveProperty('readings.length', 2);
  });

  it('is not settled by a normal reading before the rest is over, but by a high one', () => {
    expect(stepAt(9, [high, reading(2, 9, [36.5, 'axilla'])])).toMatchObject({
      state: 'resting',
      until: momentAt(10 * MINUTE),
    });
    expect(stepAt(11, [high, reading(2, 9, [36.5, 'axilla'])])).toMatchObject({
      state: 'measure-again',
    });
    expect(stepAt(10, [high, reading(2, 10, [36.5, 'axilla'])])).toMatchObject({
      state: 'dismissed-by-normal',
    });
    expect(stepAt(2, [high, reading(2, 1, [38, 'axilla'])])).toMatchObject({
      state: 'confirmed-high',
    });
  });

  it('judges the second reading by the line of its own site', () => {
    expect(stepAt(20, [high, reading(2, 12, [37.4, 'ear'])])).toMatchObject({
      state: 'dismissed-by-normal',
    });
    expect(stepAt(20, [high, reading(2, 12, [37.5, 'ear'])])).toMatchObject({
      state: 'confirmed-high',
    });
  });

  it('is not settled by the same site again, nor by a reading that is too low', () => {
    const again = [high, reading(2, 12, [36.4, 'forehead']), reading(3, 13, [34.5, 'axilla'])];
    const step = stepAt(20, again);
    expect(step).toMatchObject({ state: 'measure-again' });
    expect(step).toHaveProperty('readings.length', 3);
  });

  it('is over with the next reading once dismissed, and begins anew with a high one', () => {
    const dismissed = [high, reading(2, 12, [36.6, 'axilla'])];
    expect(stepAt(60, [...dismissed, reading(3, 50, [36.5, 'forehead'])])).toEqual({
      state: 'none',
    });
    expect(stepAt(51, [...dismissed, reading(3, 50, [37.9, 'forehead'])])).toMatchObject({
      state: 'resting',
      until: momentAt(60 * MINUTE),
    });
  });

  it('stays confirmed: a later normal reading clears nobody', () => {
    const later = [high, reading(2, 12, [38, 'axilla']), reading(3, 90, [36.6, 'axilla'])];
    const step = stepAt(100, later);
    expect(step).toMatchObject({ state: 'confirmed-high', at: momentAt(12 * MINUTE) });
    expect(step).toHaveProperty('readings.length', 3);
  });

  it('goes with a high reading that is taken back or amended', () => {
    expect(stepAt(1, [high, voidFact({ id: idOf('v', 1), at: 5, voids: high.id })])).toEqual({
      state: 'none',
    });
    const amended = checkFact({
      id: idOf('m', 1),
      at: 5,
      amends: high.id,
      reading: readingOf(36.7),
    });
    expect(stepAt(1, [high, amended])).toEqual({ state: 'none' });
  });

  it('takes no step for a passage without a reading', () => {
    const silent = checkFact({ id: idOf('c', 2), at: 12 * MINUTE, reading: null });
    expect(stepAt(20, [high, silent])).toMatchObject({ state: 'measure-again' });
  });
});

describe('one ladder over door and room', () => {
  const inRoom = (minute: number, tempC: number, site: BodySite) => ({
    id: idOf('s', minute),
    at: momentAt(minute * MINUTE),
    reading: readingOf(tempC, site),
  });
  const atDoor = doorReadingsOf(foldDoorLog([high]), ZHANG);
  const stepOf = (minute: number, ...readings: ReturnType<typeof inRoom>[]) =>
    ladder<TakenReading>([...atDoor, ...readings], {
      policy,
      now: momentAt(minute * MINUTE),
    }).state;

  it('a high reading at the door is settled by one in the room', () => {
    expect(stepOf(20, inRoom(15, 37.4, 'axilla'))).toBe('confirmed-high');
    expect(stepOf(20, inRoom(15, 36.5, 'axilla'))).toBe('dismissed-by-normal');
    expect(stepOf(20, inRoom(15, 36.5, 'forehead'))).toBe('measure-again');
  });
});
