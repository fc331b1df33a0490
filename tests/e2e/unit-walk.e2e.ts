import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pixelOf } from './support/camera.ts';
import { freshFolder, freshServer, testPhone } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { RoundKeeper } from './support/round-keeper.ts';
import { readServer, tellByWhom, type ToldFact } from './support/server-facts.ts';
import { GREYS, keepWorkerSilent, walkUnit } from './support/unit-walk.ts';

/** What each of the two records on this walk, told by the roster's numbers; kept by hand beside `support/unit-walk.ts`. */
const EXPECTED = JSON.parse(
  readFileSync(new URL('../fixtures/round/unit-walk.expected.json', import.meta.url), 'utf8'),
) as Record<'郑七' | '韩八', ToldFact[]>;

test('a unit of 58 is walked offline, killed twice, and the server holds it field by field', async () => {
  const { server, dataDir } = await freshServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  await office.changePolicy(({ temperature, phone, ...policy }) => ({
    ...policy,
    phone: { ...phone, unlockGraceMinutes: 0 },
    temperature: { ...temperature, remeasure: { ...temperature.remeasure, restMinutes: 0 } },
  }));
  const place = (await office.places()).buildings.find(({ building }) => building.id === here.id);
  const unitId = place!.units.find(({ unit }) => unit.code === '4')!.unit.id;
  const began = new Date().toISOString();

  const headPhone = await testPhone(freshFolder('head'));
  const head = await RoundKeeper.enrol(
    headPhone,
    server.url,
    await office.enrolmentCodeFor('韩八', 'building_head', { kind: 'building', id: here.id }),
  );
  await sealTwoThings(head);

  const profile = freshFolder('keeper');
  const firstPhone = await testPhone(profile);
  await keepWorkerSilent(firstPhone, server.url);
  const code = await office.enrolmentCodeFor('郑七', 'unit_keeper', {
    kind: 'unit',
    id: unitId,
    buildingId: here.id,
  });
  const first = await RoundKeeper.enrol(firstPhone, server.url, code);
  await first.openDuty('Seals');
  await first.page.getByRole('combobox', { name: 'Show' }).selectOption('all');
  for (const number of ['Z-2041', 'Z-2042']) await first.page.getByText(`No ${number}`).waitFor();
  await first.openDuty('Rooms');
  await Promise.all([head, first].map(({ warden }) => warden.readyOffline()));

  await Promise.all([headPhone, firstPhone].map((phone) => phone.setOffline(true)));
  await measureAsWell(head);
  const { keeper, phone, touches } = await walkUnit({
    keeper: first,
    phone: firstPhone,
    profile,
    url: server.url,
  });
  for (const [what, { taps, digits }] of Object.entries(touches))
    console.log(`Touches, ${what}: ${taps} taps, ${digits} digits`);
  expect(touches.measured.taps).toBeLessThanOrEqual(3);
  expect(touches.measured.digits).toBe(3 * 4);
  expect(touches.present.taps).toBeLessThanOrEqual(2);
  expect(touches.present.digits).toBe(0);

  // What was recorded offline, but for the end of the round.
  await keeper.warden.waiting(EXPECTED['郑七'].length - 1);
  await Promise.all([headPhone, phone].map((one) => one.setOffline(false)));
  await bothSeen(keeper, ['36.4 °C by 韩八', '36.5 (forehead)']);
  await bothSeen(head, ['36.5 °C by 郑七', '36.4 (forehead)']);
  await keeper.button('Change or end the round').click();
  await keeper.button('End round').click();
  await keeper.page.getByRole('heading', { name: 'Start a round' }).waitFor();
  // The header may still speak of what went before the end of the round.
  const hasEnd = async (): Promise<boolean> =>
    (await readServer(dataDir)).operations.some(({ type }) => type === 'round-end');
  await expect.poll(hasEnd, { timeout: 60_000 }).toBe(true);
  await keeper.warden.allReceived();
  await head.warden.allReceived();

  const facts = await readServer(dataDir);
  const nameOfPhoto = new Map<string, string>();
  for (const [sha, bytes] of facts.photos) {
    const [grey] = await pixelOf(keeper.page, Buffer.from(bytes), { x: 0.5, y: 0.5 });
    const name = Object.entries(GREYS).find(([, level]) => Math.abs(level - grey) < 8)?.[0];
    nameOfPhoto.set(sha, name ?? `grey ${grey}`);
  }
  expect([...nameOfPhoto.values()].toSorted()).toEqual(Object.keys(GREYS).toSorted());
  const told = tellByWhom(facts, nameOfPhoto);
  expect(Object.keys(told).toSorted()).toEqual(Object.keys(EXPECTED).toSorted());
  expect(told['郑七']).toEqual(EXPECTED['郑七']);
  expect(told['韩八']).toEqual(EXPECTED['韩八']);
  const ended = new Date().toISOString();
  for (const { at } of facts.operations) {
    expect(at > began).toBe(true);
    expect(at < ended).toBe(true);
  }
}, 240_000);

/** Online, before the round: what it will ask for. */
async function sealTwoThings(head: RoundKeeper): Promise<void> {
  await head.openDuty('Seals');
  const witness = '钱一';
  await head.applySeal({
    thing: 'Locker',
    room: '4-202',
    place: 'left locker',
    number: 'Z-2041',
    reason: 'Vacant room',
    witness,
  });
  await head.applySeal({
    thing: 'Window',
    room: '4-303',
    place: 'north window',
    number: 'Z-2042',
    reason: 'Exit closed',
    witness,
  });
  await head.warden.allReceived();
}

/** The second keeper, in the same corridor and as much without network, measures somebody of 102 too. */
async function measureAsWell(head: RoundKeeper): Promise<void> {
  await head.openDuty('Rooms');
  await head.startRound('Unit 4');
  await head.open('102');
  await head.button('Measure 郭凯旋').click();
  await head.type('364');
  await head.isMeasuring('冯思远');
  await head.toList();
}

/** Both readings of 102 stand there, with by whom. */
async function bothSeen(keeper: RoundKeeper, words: readonly string[]): Promise<void> {
  await keeper.open('102');
  for (const word of words)
    await keeper.page.getByText(word, { exact: false }).first().waitFor({ timeout: 60_000 });
  await keeper.toList();
}
