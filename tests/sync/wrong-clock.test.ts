import { afterEach, beforeEach, expect, test } from 'vitest';
import { check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

const DAY_MS = 86_400_000;
const TEN_YEARS_MS = 3653 * DAY_MS;

let east: EastDoor;
let phone: SeparatePhone;
/** How much the phone's clock is fast. */
let fastMs: number;

beforeEach(async () => {
  fastMs = 0;
  east = await openEastDoor();
  phone = await openSeparatePhone(east.server, east.keeper, () => east.server.clock.nowMs + fastMs);
});
afterEach(() => phone.close());

const recordCheck = () => phone.recordCheck(check(east.campus.east.doorId, east.resident.id).body);
/** The monotonic clock, by which the order of one run is known, counts in whole milliseconds. */
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 3));

async function stored() {
  return east.server.db
    .selectFrom('opLog')
    .select(['id', 'outcome', 'correctedAt', 'receivedAt'])
    .orderBy('correctedAt')
    .execute();
}

test.each([
  ['a day fast', [DAY_MS]],
  ['a day slow', [-DAY_MS]],
  ['set right in the middle', [DAY_MS, 0]],
  ['jumping by ten years either way', [TEN_YEARS_MS, -TEN_YEARS_MS, 0, TEN_YEARS_MS]],
])(
  'what a phone records with a clock %s is accepted, in the order of recording',
  async (_, steps) => {
    await phone.agree();
    const { server } = phone;
    phone.server = null;
    const ids: string[] = [];
    for (const step of steps) {
      fastMs = step;
      ids.push(await recordCheck());
      await aMoment();
    }
    east.server.clock.nowMs += 3_600_000;
    phone.server = server;
    await phone.agree();

    const rows = await stored();
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['stored']));
    for (const { correctedAt, receivedAt } of rows) {
      const agoMs = Date.parse(receivedAt) - Date.parse(correctedAt);
      expect(agoMs).toBeGreaterThanOrEqual(0);
      expect(agoMs).toBeLessThan(60_000);
    }
    expect(phone.journal.counts()).toMatchObject({ pending: 0, parked: 0 });
  },
);

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
