import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3653 * DAY_MS;

let east: EastDoor;
let phone: SeparatePhone;
/** How much the phone's clock is fast. */
let fastMs: number;
/** How long the phone has slept: so long its monotonic clock stood. */
let sleptMs: number;

beforeEach(async () => {
  fastMs = 0;
  sleptMs = 0;
  east = await openEastDoor();
  const startedMs = east.server.clock.nowMs;
  vi.spyOn(performance, 'now').mockImplementation(
    () => east.server.clock.nowMs - startedMs - sleptMs,
  );
  phone = await openSeparatePhone(east.server, east.keeper, () => east.server.clock.nowMs + fastMs);
});
afterEach(() => {
  phone.close();
  vi.restoreAllMocks();
});

const recordCheck = () => phone.recordCheck(check(east.campus.east.doorId, east.resident.id).body);
const pass = (ms: number) => void (east.server.clock.nowMs += ms);
const sleep = (ms: number) => {
  pass(ms);
  sleptMs += ms;
};

interface Recorded {
  id: string;
  outcome: string;
  correctedAt: string;
}

/** A check as the server ought to have it in the end, by the time that it really is. */
async function recordNow(): Promise<Recorded> {
  const correctedAt = new Date(east.server.clock.nowMs).toISOString();
  return { id: await recordCheck(), outcome: 'stored', correctedAt };
}

const stored = () =>
  east.server.db
    .selectFrom('opLog')
    .select(['id', 'outcome', 'correctedAt'])
    .orderBy('correctedAt')
    .execute();

test.each([
  ['a day fast', [DAY_MS]],
  ['a day slow', [-DAY_MS]],
  ['set right in the middle', [DAY_MS, 0]],
  ['jumping by ten years either way', [TEN_YEARS_MS, -TEN_YEARS_MS, 0, TEN_YEARS_MS]],
])(
  'what a phone records with a clock %s is accepted, with the time at which it was recorded',
  async (_, steps) => {
    await phone.agree();
    const { server } = phone;
    phone.server = null;
    const recorded: Recorded[] = [];
    for (const step of steps) {
      fastMs = step;
      recorded.push(await recordNow());
      pass(60_000);
    }
    pass(3_600_000);
    phone.server = server;
    await phone.agree();

    expect(await stored()).toEqual(recorded);
    expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 0 });
  },
);

test.each([
  ['right', 0],
  ['a day fast', DAY_MS],
  ['ten years slow', -TEN_YEARS_MS],
])('what a phone recorded before it slept has its time, with a clock %s', async (_, fast) => {
  fastMs = fast;
  await phone.agree();
  const { server } = phone;
  phone.server = null;
  const recorded = [await recordNow()];
  sleep(1000);
  recorded.push(await recordNow());
  sleep(8 * 3_600_000);
  recorded.push(await recordNow());
  pass(60_000);
  phone.server = server;
  await phone.agree();

  expect(await stored()).toEqual(recorded);
});

test('an answer that a phone read after it had slept does not make its clock wrong', async () => {
  await phone.agree();
  const { server } = phone;
  phone.server = server && {
    ...server,
    app: {
      request: async (...asked: Parameters<typeof server.app.request>) => {
        const answer = await server.app.request(...asked);
        sleep(8 * 3_600_000);
        return answer;
      },
    } as typeof server.app,
  };
  await phone.agree();

  expect(phone.sync.status().offsetMs).toBe(0);
});

test('phone and office both know how wrong the clock is', async () => {
  fastMs = DAY_MS;
  await recordCheck();
  await phone.agree();

  const device = await east.server.db
    .selectFrom('device')
    .select('clockOffsetMs')
    .where('clockOffsetMs', 'is not', null)
    .executeTakeFirstOrThrow();
  for (const offsetMs of [device.clockOffsetMs, phone.sync.status().offsetMs])
    expect(Math.abs((offsetMs ?? 0) + DAY_MS)).toBeLessThan(60_000);
});
