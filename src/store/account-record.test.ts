import { v4 } from 'uuid';
import { expect, test } from 'vitest';
import { waitMsOf, type AccountRecord } from './account-record.ts';

const TRIED_AT = Date.parse('2022-03-14T08:00:00.000Z');

function buildRecord(fields: Partial<AccountRecord>): AccountRecord {
  const bytes = new Uint8Array(1);
  return {
    accountId: v4(),
    enrolledAt: TRIED_AT,
    label: bytes,
    pin: null,
    secret: bytes,
    tries: 0,
    triedAt: TRIED_AT,
    ...fields,
  };
}

test.each([
  { tries: 3, passedMs: 0, waitMs: 0 },
  { tries: 4, passedMs: 0, waitMs: 5000 },
  { tries: 6, passedMs: 20_000, waitMs: 40_000 },
  { tries: 6, passedMs: 60_000, waitMs: 0 },
  { tries: 7, passedMs: -86_400_000, waitMs: 300_000 },
])('$tries wrong PINs and $passedMs ms later the wait is $waitMs ms', (row) => {
  expect(waitMsOf(buildRecord({ tries: row.tries }), TRIED_AT + row.passedMs)).toBe(row.waitMs);
});
