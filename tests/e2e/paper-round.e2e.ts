import { expect, test } from 'vitest';
import { RoundsPage } from '../../src/protocol/office-rounds.ts';
import { freshFolder, freshServer, testPhone } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { RoundKeeper } from './support/round-keeper.ts';

const SHANGHAI_MS = 8 * 3_600_000;
/** "2026-03-01T12:30" by the campus's clock, so many hours ago. */
const hoursAgo = (hours: number): string =>
  new Date(Date.now() + SHANGHAI_MS - hours * 3_600_000).toISOString().slice(0, 16);

test('a sheet is printed floor by floor, and one of yesterday is typed in as a walk of yesterday', async () => {
  const { server } = await freshServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const place = (await office.places()).buildings.find(({ building }) => building.id === here.id);
  const unitId = place!.units.find(({ unit }) => unit.code === '4')!.unit.id;
  const post = { kind: 'unit', id: unitId, buildingId: here.id } as const;
  const phone = await testPhone(freshFolder('keeper'));
  const code = await office.enrolmentCodeFor('郑七', 'unit_keeper', post);
  const keeper = await RoundKeeper.enrol(phone, server.url, code);
  const { page } = keeper;
  await keeper.warden.readyOffline();
  await phone.setOffline(true);

  const walked = hoursAgo(24);
  await page.getByRole('heading', { name: 'Start a round' }).waitFor();
  await page.getByRole('switch', { name: /^From paper/ }).check();
  await page.getByLabel(/^When it was walked/).fill(walked);
  await keeper.startRound();
  await keeper.open('101');
  await page.locator('main form li input[name=reading]').first().focus();
  await page.keyboard.type('365368');
  await page.locator('main form li select').nth(2).selectOption('absent');
  await keeper.button('Save the room').click();
  await keeper.isIn('102');
  await keeper.toList();
  expect(await keeper.progress()).toContain('1 of 18 rooms');

  await keeper.button('Change or end the round').click();
  await keeper.button('Print the round sheet').click();
  const floors = page.getByRole('table');
  await floors.first().waitFor();
  expect(await page.getByRole('img', { name: /^Code of room/ }).count()).toBe(18);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(await floors.count());
  // 210 × 297 mm in points.
  expect(pdf).toMatch(/\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/);

  await phone.setOffline(false);
  await keeper.warden.allReceived();
  const rounds = async (day: string) =>
    RoundsPage.parse(await (await office.call('GET', `/rounds?day=${day}`)).json()).rows;
  expect(await rounds(walked.slice(0, 10))).toMatchObject([
    {
      unitId,
      startedAt: new Date(Date.parse(`${walked}:00.000Z`) - SHANGHAI_MS).toISOString(),
      walked: 1,
      toRevisit: 1,
      absent: 1,
      measured: 2,
    },
  ]);
  expect(await rounds(hoursAgo(0).slice(0, 10))).toEqual([]);
}, 240_000);
