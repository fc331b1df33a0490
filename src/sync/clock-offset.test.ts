import { expect, test } from 'vitest';
import { measureOffset } from './clock-offset.ts';

test.each([
  {
    title: 'half the round trip is added',
    known: null,
    ahead: 1000,
    roundTripMs: 400,
    offset: 1200,
  },
  {
    title: 'a phone that is fast has a negative one',
    known: null,
    ahead: -5000,
    roundTripMs: 0,
    offset: -5000,
  },
  {
    title: 'a coarse measurement does not move a good one',
    known: 1000,
    ahead: 0,
    roundTripMs: 8000,
    offset: 1000,
  },
  {
    title: 'a clock that was set moves it',
    known: 1000,
    ahead: 3_600_000,
    roundTripMs: 400,
    offset: 3_600_200,
  },
  {
    title: 'a jitter of milliseconds does not',
    known: 1000,
    ahead: 1010,
    roundTripMs: 4,
    offset: 1000,
  },
  {
    title: 'an answer that a sleeping phone read eight hours later does not',
    known: 1000,
    ahead: 1040 - 8 * 3_600_000,
    roundTripMs: 4,
    sleptMs: 8 * 3_600_000,
    offset: 1000,
  },
  {
    title: 'a clock that was set back while the answer came moves it',
    known: 1000,
    ahead: 86_400_000,
    roundTripMs: 4,
    sleptMs: -86_400_000,
    offset: 86_400_002,
  },
])('$title', ({ known, ahead, roundTripMs, sleptMs = 0, offset }) => {
  const receivedAt = Date.parse('2022-03-14T08:00:00.000Z');
  const sentAt = receivedAt - roundTripMs - sleptMs;
  const serverNow = receivedAt + ahead;
  expect(measureOffset({ known, serverNow, sentAt, receivedAt, roundTripMs })).toBe(offset);
});
