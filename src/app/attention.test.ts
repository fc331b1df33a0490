import { expect, test } from 'vitest';
import { shouldLock, type AttentionState } from './attention.ts';

const MINUTE = 60_000;
const atRest: AttentionState = { idleMs: 0, hiddenMs: null, graceMinutes: 15, isOnShift: false };

test.each<[string, Partial<AttentionState>, boolean]>([
  ['a phone in use stays open', { idleMs: MINUTE }, false],
  ['a phone that lies idle past the grace is locked', { idleMs: 16 * MINUTE }, true],
  ['on shift an idle screen stays open', { idleMs: 90 * MINUTE, isOnShift: true }, false],
  ['a phone call within the grace does not lock', { hiddenMs: 14 * MINUTE }, false],
  ['away longer than the grace locks', { hiddenMs: 16 * MINUTE }, true],
  [
    'away longer than the grace locks on shift too',
    { hiddenMs: 16 * MINUTE, isOnShift: true },
    true,
  ],
  ['without grace every return locks', { hiddenMs: 1, graceMinutes: 0, isOnShift: true }, true],
  [
    'without grace four idle minutes in sight do not lock',
    { idleMs: 4 * MINUTE, graceMinutes: 0 },
    false,
  ],
  ['without grace six idle minutes in sight lock', { idleMs: 6 * MINUTE, graceMinutes: 0 }, true],
])('%s', (_title, change, isLocked) => {
  expect(shouldLock({ ...atRest, ...change })).toBe(isLocked);
});
