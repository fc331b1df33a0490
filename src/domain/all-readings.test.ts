import { describe, expect, it } from 'vitest';
import { checkFact, idOf, momentAt, readingOf, voidFact } from '../../tests/support/door-facts.ts';
import { secondCheckFact } from '../../tests/support/room-facts.ts';
import { allReadingsOf } from './all-readings.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import { foldDoorLog } from './door-log.ts';
import type { Fact } from './operation.ts';
import type { BodySite } from './reading.ts';
import { ladder } from './remeasure-ladder.ts';
import { foldRounds } from './round-log.ts';

const ZHANG = idOf('r', 1);
const MINUTE = 60;
const policy = DEFAULT_POLICY.temperature;

const reading = (number: number, minute: number, [tempC, site]: [number, BodySite]): Fact =>
  checkFact({ id: idOf('c', number), at: minute * MINUTE, reading: readingOf(tempC, site) });

const high = reading(1, 0, [37.6, 'forehead']);

describe('the ladder over doors and rooms', () => {
  const inRoom = (minute: number, [tempC, site]: [number, BodySite], onPaperAt?: string): Fact =>
    secondCheckFact({
      id: idOf('s', minute),
      at: minute * MINUTE,
      personId: ZHANG,
      reading: readingOf(tempC, site),
      onPaperAt,
    });
  const stepOf = (minute: number, facts: Fact[]) =>
    ladder(allReadingsOf({ doors: foldDoorLog(facts), rounds: foldRounds(facts) }, ZHANG), {
      policy,
      now: momentAt(minute * MINUTE),
    });

  it('is begun by a high reading in a room, and settled at a door', () => {
    const first = inRoom(0, [37.6, 'forehead']);
    expect(stepOf(9, [first])).toMatchObject({
      state: 'resting',
      readings: [{ id: first.id, entry: null }],
    });
    const atDoor = reading(2, 12, [36.6, 'axilla']);
    expect(stepOf(20, [atDoor, first])).toMatchObject({ state: 'dismissed-by-normal' });
  });

  it('takes a reading from paper at the time on the paper', () => {
    const late = inRoom(60, [37.6, 'axilla'], momentAt(12 * MINUTE));
    expect(stepOf(70, [late, high])).toMatchObject({
      state: 'confirmed-high',
      at: momentAt(12 * MINUTE),
    });
  });

  it('is the same whatever came first, once or twice, and without what was taken back', () => {
    const second = inRoom(12, [37.6, 'axilla']);
    const orders = [
      [high, second],
      [second, high],
      [second, high, second],
    ];
    for (const facts of orders)
      expect(stepOf(20, facts)).toMatchObject({ state: 'confirmed-high', readings: [{}, {}] });
    const taken = voidFact({ id: idOf('v', 1), at: 13 * MINUTE, voids: second.id });
    for (const facts of [
      [taken, second, high],
      [high, second, taken],
    ])
      expect(stepOf(20, facts)).toMatchObject({ state: 'measure-again', readings: [{}] });
  });
});
