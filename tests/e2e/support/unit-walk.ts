import type { BrowserContext } from 'playwright-core';
import { expect } from 'vitest';
import { killPhone } from './browser.ts';
import { testPhone } from './cleanup.ts';
import { draftChanges } from './kept-draft.ts';
import { RoundKeeper } from './round-keeper.ts';
import { touchesOf, type Touches } from './touches.ts';
import { Warden } from './warden.ts';

/** Four photos, each of its own grey. */
export const GREYS = {
  'photo of the floor': 40,
  'photo of the desk': 90,
  'photo of the broken seal': 150,
  'photo of the new seal': 210,
};
const ALL = 'All present, no complaint';
const NOTE = '窗台花盆已请其收回';

/** Without Background Sync: its worker would send at the next start, before the test can cut its line. */
export function keepWorkerSilent(phone: BrowserContext, origin: string): Promise<void> {
  return phone.grantPermissions([], { origin });
}

export interface Walked {
  keeper: RoundKeeper;
  phone: BrowserContext;
  touches: { measured: Touches; present: Touches };
}

/** Every room of the unit, on one phone whose browser is killed twice. */
export async function walkUnit(of: {
  keeper: RoundKeeper;
  phone: BrowserContext;
  profile: string;
  url: string;
}): Promise<Walked> {
  const { profile, url } = of;
  let { keeper, phone } = of;
  async function dieAndOpenAgain(): Promise<void> {
    await killPhone(phone, profile);
    phone = await testPhone(profile, { offline: true });
    await keepWorkerSilent(phone, url);
    const warden = await Warden.open(phone, url);
    await warden.unlock();
    keeper = new RoundKeeper(warden);
  }

  await keeper.startRound();
  const touches = await walkFirstFloor(keeper);
  await walkSecondFloor(keeper);
  await failHygiene(keeper, dieAndOpenAgain);
  await finishHygiene(keeper);
  await walkThirdFloor(keeper);
  await measureAndNote(keeper, dieAndOpenAgain);
  await finishNote(keeper);
  await walkTheRest(keeper);
  return { keeper, phone, touches };
}

async function walkFirstFloor(keeper: RoundKeeper): Promise<Walked['touches']> {
  const present = await touchesOf(keeper.page, async () => {
    await keeper.open('101');
    await keeper.goOn(ALL, '102');
  });
  await keeper.toList();
  const measured = await touchesOf(keeper.page, async () => {
    await keeper.open('102');
    await keeper.button('Measure 郭凯旋').click();
    await keeper.type('365362367364');
    await keeper.goOn('On to the next room', '103');
  });
  await keeper.say('袁伟', 'Absent');
  await keeper.goOn('The other 2 are present', '201');
  return { measured, present };
}

async function walkSecondFloor(keeper: RoundKeeper): Promise<void> {
  await keeper.goOn(ALL, '202');
  await keeper.button('Seal Z-2041 is intact').click();
  await keeper.page.getByText('Seal Z-2041: intact, saved').waitFor();
  await keeper.goOn(ALL, '203');
}

/** Dies while the first finding is being written, its photo taken. */
async function failHygiene(keeper: RoundKeeper, die: () => Promise<void>): Promise<void> {
  await keeper.button('Hygiene').click();
  await keeper.sheet().getByRole('button', { name: 'Floor and washroom' }).click();
  await keeper.deduct(6, '−30 of 30');
  await keeper.takePhoto(GREYS['photo of the floor']);
  await draftChanges(keeper.page, () => keeper.sheet().getByLabel('Note').fill('积水，墙角有霉'));
  await die();
}

async function finishHygiene(keeper: RoundKeeper): Promise<void> {
  const sheet = keeper.sheet();
  await sheet.getByText('−30 of 30').waitFor();
  await sheet.getByAltText('Photo 1').waitFor();
  expect(await sheet.getByLabel('Note').inputValue()).toBe('积水，墙角有霉');
  expect(await keeper.page.getByRole('heading', { name: 'Hygiene · Room 203' }).count()).toBe(1);
  const save = sheet.getByRole('button', { name: 'Save finding' });
  await save.click();

  await sheet.getByRole('button', { name: 'Desk', exact: false }).first().click();
  await keeper.deduct(5, '−10 of 10');
  await sheet.getByRole('radio', { name: /胡一鸣/ }).check({ force: true });
  await keeper.takePhoto(GREYS['photo of the desk']);
  await save.click();

  await sheet.getByRole('button', { name: 'No illegal appliances' }).click();
  await sheet.getByLabel('Note').fill('电热锅');
  await save.click();
  await sheet.getByText(/^Fails: .*60 of 100, passes from 60/).waitFor();
  await sheet.getByRole('button', { name: 'Looked over', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await keeper.goOn(ALL, '301');
}

async function walkThirdFloor(keeper: RoundKeeper): Promise<void> {
  await keeper.button('Measure 魏博文').click();
  await keeper.type('382');
  await keeper.isMeasuring('萨卢姆·朱马·姆瓦丘萨');
  await keeper.type('366');
  await keeper.page.getByText(/^Measure again now: Armpit/).waitFor();
  await keeper.button('Measure 魏博文').click();
  await keeper.type('368');
  await keeper.page.getByText('Second reading normal').waitFor();
  await keeper.goOn('On to the next room', '302');

  await keeper.say('坎蓬·因塔冯', 'On leave');
  await keeper.goOn('The other 2 are present', '303');

  const sheet = keeper.sheet();
  await keeper.button(/seal Z-2042/).click();
  await sheet.getByRole('button', { name: 'Broken', exact: true }).click();
  await sheet.getByLabel('Note').fill('封条被撕开');
  await keeper.takePhoto(GREYS['photo of the broken seal']);
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await keeper.button(/seal Z-2042.*Broken/).click();
  await sheet.getByRole('button', { name: 'New seal applied', exact: true }).click();
  await sheet.getByLabel('Number of the new seal').fill('Z-2043');
  await keeper.takePhoto(GREYS['photo of the new seal']);
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await keeper.goOn(ALL, '401');
}

/** Dies with two digits of somebody's temperature on the keypad, and a note half written beneath. */
async function measureAndNote(keeper: RoundKeeper, die: () => Promise<void>): Promise<void> {
  await keeper.page.getByText('Instruction and note').click();
  await keeper.page.getByLabel('Note of this visit').fill('窗台');
  await keeper.button('Measure 夸梅·埃比尼泽·通德·埃泽').click();
  await keeper.type('363');
  await keeper.isMeasuring('朗德里·埃科米');
  for (const digit of '36') await draftChanges(keeper.page, () => keeper.type(digit));
  await die();
}

async function finishNote(keeper: RoundKeeper): Promise<void> {
  await keeper.isIn('401');
  await keeper.isMeasuring('朗德里·埃科米');
  await keeper.type('6');
  await keeper.isMeasuring('哈姆扎·阿巴西');
  await keeper.button('Close the keypad').click();
  const note = keeper.page.getByLabel('Note of this visit');
  expect(await note.inputValue()).toBe('窗台');
  await note.fill(NOTE);
  await keeper.page.getByRole('switch', { name: 'Instruction given face to face' }).check();
  await keeper.button('Save the note').click();
  await keeper.page.getByText('Room 401: saved').waitFor();
  await keeper.goOn('The other one is present', '402');
}

async function walkTheRest(keeper: RoundKeeper): Promise<void> {
  await keeper.goOn(ALL, '403');
  await keeper.goOn(ALL, '501');
  await keeper.say('潘思远', 'Absent');
  await keeper.goOn('The other one is present', '502');
  for (const next of ['503', '601', '602', '603', null]) await keeper.goOn(ALL, next);
  expect(await keeper.progress()).toBe('18 of 18 rooms · 2 to revisit');
  await keeper.rowOf('603').getByText('You stopped here').waitFor();
  await keeper.page.getByRole('radio', { name: 'To revisit' }).check({ force: true });
  await keeper.rowOf('103').getByText('袁伟').waitFor();
  await keeper.rowOf('501').getByText('潘思远').waitFor();
  expect(await keeper.page.getByRole('link', { name: /^\d+ .*To revisit/ }).count()).toBe(2);
  await keeper.page.getByRole('radio', { name: 'All' }).check({ force: true });
}
