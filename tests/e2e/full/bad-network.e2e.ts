import { expect, onTestFinished, test } from 'vitest';
import { freshFolder, testPhone, testServer } from '../support/cleanup.ts';
import { setUpWenyuan, type WenyuanCampus } from '../support/office.ts';
import { passagesOfWeek, type Passage } from '../support/readings.ts';
import { startRoughWire, type RoughWire, type Trouble } from '../support/rough-wire.ts';
import { Warden } from '../support/warden.ts';

/** No answer of these may be taken for a receipt. */
const NOTHING_RECEIVED: readonly Trouble[] = ['cut-after-request', 'cut-in-reply', 'wrong-type'];
/** Through these everything comes in the end. */
const SLOWLY_THROUGH: readonly Trouble[] = ['twice', 'lossy', 'slow'];

interface OnWire {
  warden: Warden;
  wire: RoughWire;
}

async function openOnWire(campus: WenyuanCampus & { url: string }, name: string): Promise<OnWire> {
  const wire = await startRoughWire(campus.url, drawnFrom(20_200_608));
  onTestFinished(() => wire.stop());
  const here = campus.buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const code = await campus.office.enrolmentCodeFor(name, 'keeper', post);
  const phone = await testPhone(freshFolder(`phone-${name}`));
  const warden = await Warden.enrol(phone, wire.url, code);
  await warden.startShift();
  await warden.allReceived();
  return { warden, wire };
}

/** The same numbers in every run. */
function drawnFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function untilReceived({ warden }: OnWire): Promise<void> {
  await expect
    .poll(
      async () => {
        await warden.sendNow();
        return warden.page.getByRole('banner').textContent();
      },
      { timeout: 120_000, interval: 1500 },
    )
    .toContain('All received');
}

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

  const rows = await campus.office.doorLog();
  const told = rows.map(({ subject, direction, reading }) => [
    subject.number,
    direction,
    reading?.tempC,
  ]);
  const ledger = [...ofFirst, ...ofSecond].map(({ number, direction, tempC }) => [
    number,
    direction,
    tempC,
  ]);
  expect(told.map(String).sort()).toEqual(ledger.map(String).sort());
}, 240_000);
