import { expect, test } from 'vitest';
import { testServer } from '../support/cleanup.ts';
import { setUpWenyuan } from '../support/office.ts';
import { eachOf, eachOnce, openOnWire, untilReceived, type OnWire } from '../support/on-wire.ts';
import { passagesOfWeek, type Passage } from '../support/readings.ts';
import type { Trouble } from '../support/rough-wire.ts';

/** No answer of these may be taken for a receipt. */
const NOTHING_RECEIVED: readonly Trouble[] = ['cut-after-request', 'cut-in-reply', 'wrong-type'];
/** Through these everything comes in the end. */
const SLOWLY_THROUGH: readonly Trouble[] = ['twice', 'lossy', 'slow'];

async function throughTroubles(phone: OnWire, passages: Passage[]): Promise<void> {
  const { warden, wire } = phone;
  for (const trouble of NOTHING_RECEIVED) {
    wire.give(trouble);
    await warden.check(passages.shift()!);
    await warden.check(passages.shift()!);
    const before = wire.syncs();
    await warden.sendNow();
    await expect.poll(() => wire.syncs(), { timeout: 30_000 }).toBeGreaterThan(before);
    await warden.waiting(2);
    wire.give('none');
    await untilReceived(phone);
  }
  for (const trouble of SLOWLY_THROUGH) {
    wire.give(trouble);
    await warden.check(passages.shift()!);
    await warden.check(passages.shift()!);
    await untilReceived(phone);
  }
}

/** Nothing comes back for as long as the app waits for an answer; then the line heals by itself. */
async function throughSilence({ warden, wire }: OnWire, passages: Passage[]): Promise<void> {
  wire.give('half-open');
  await warden.check(passages.shift()!);
  await warden.check(passages.shift()!);
  await warden.waiting(2);
  await warden.page.getByText(/^Server last heard/).waitFor({ timeout: 120_000 });
  await warden.waiting(2);
  wire.give('none');
  await warden.allReceived(120_000);
}

test('through every kind of bad network what is said to be received is there, once, and the rest waits', async () => {
  const server = await testServer();
  const campus = { ...(await setUpWenyuan(server)), url: server.url };
  const here = campus.buildings[0]!;
  const passages = passagesOfWeek(here.name, 24).filter(({ tempC }) => tempC < 37.3);
  const first = await openOnWire(campus, '孙二');
  const second = await openOnWire(campus, '李三');
  const ofFirst = passages.slice(0, 12);
  const ofSecond = passages.slice(12, 14);

  await Promise.all([throughTroubles(first, [...ofFirst]), throughSilence(second, [...ofSecond])]);

  expect(eachOnce(await campus.office.doorLog())).toEqual(eachOf([...ofFirst, ...ofSecond]));
}, 240_000);
