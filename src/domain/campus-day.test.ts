import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, boundsOfDay, dayOf, nextDay } from './campus-day.ts';

const ZONES = [
  'Asia/Shanghai',
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
];
/** Clocks that change at midnight: their days begin at 01:00 or twice. */
const MIDNIGHT_ZONES = ['America/Santiago', 'Africa/Cairo', 'Asia/Beirut'];

const instants = fc
  .integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) })
  .map((time) => new Date(time).toISOString());
const zones = fc.constantFrom(...ZONES, ...MIDNIGHT_ZONES);

describe('the day of an instant', () => {
  it.each([
    ['2026-03-01T15:59:59.999Z', 'Asia/Shanghai', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', 'Asia/Shanghai', '2026-03-02'],
    ['2026-12-31T18:00:00.000Z', 'Asia/Kathmandu', '2026-12-31'],
    ['2026-12-31T18:15:00.000Z', 'Asia/Kathmandu', '2027-01-01'],
    ['2026-03-01T04:59:00.000Z', 'America/New_York', '2026-02-28'],
  ])('%s in %s is %s', (instant, zone, day) => expect(dayOf(instant, zone)).toBe(day));
});

describe('the bounds of a day', () => {
  it.each([
    ['2026-03-02', 'Asia/Shanghai', '2026-03-01T16:00:00.000Z', '2026-03-02T16:00:00.000Z'],
    ['2026-03-02', 'Pacific/Honolulu', '2026-03-02T10:00:00.000Z', '2026-03-03T10:00:00.000Z'],
    ['2026-03-02', 'Pacific/Kiritimati', '2026-03-01T10:00:00.000Z', '2026-03-02T10:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['2024-09-08', 'America/Santiago', '2024-09-08T04:00:00.000Z', '2024-09-09T03:00:00.000Z'],
  ])('of %s in %s are %s and %s', (day, zone, ...bounds) => {
    const { from, to } = boundsOfDay(day, zone);
    expect([from, to]).toEqual(bounds);
  });

  it('hold every instant of the day and no other', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const { from, to } = boundsOfDay(dayOf(instant, zone), zone);
        expect(from <= instant && instant < to).toBe(true);
      }),
    );
  });

  it('leave no gap between a day and the next', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const day = dayOf(instant, zone);
        expect(boundsOfDay(day, zone).to).toBe(boundsOfDay(nextDay(day), zone).from);
      }),
    );
  });

  it('are 24 hours apart in Shanghai, always', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        const { from, to } = boundsOfDay(dayOf(instant, 'Asia/Shanghai'), 'Asia/Shanghai');
        expect(Date.parse(to) - Date.parse(from)).toBe(86_400_000);
      }),
    );
  });
});

describe('counting days', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-02', 0, '2026-03-02'],
  ])('%s and %i is %s', (day, days, result) => expect(addDays(day, days)).toBe(result));
});
