import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { LANGUAGES, wordsOf, type Language } from './support/app-words.ts';
import { cameraPhoto } from './support/camera.ts';
import { freshFolder, testDesk, testPhone, testServer } from './support/cleanup.ts';
import { FIXTURES, setUpWenyuan, SIGN_IN, type WenyuanCampus } from './support/office.ts';
import { isGood, isReadable } from './support/looked-at.ts';
import { contrastOf } from './support/screen-checks.ts';
import { passagesOfWeek } from './support/readings.ts';
import { PIN } from './support/warden.ts';

test('every screen of the door’s phone can be read, reached and hit, and the office’s pages can be read, in both languages, light and dark', async () => {
  const server = await testServer();
  const campus = await setUpWenyuan(server);
  await walkTheOffice(server.url);
  const people = passagesOfWeek(campus.buildings[0]!.name, LANGUAGES.length);
  for (const [index, { language, locale }] of LANGUAGES.entries()) {
    const context = await testPhone(freshFolder(`phone-${language}`), { locale });
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(server.url);
    await walkThePhone({ page, language, campus, url: server.url, person: people[index]!.number });
    await context.close();
  }
}, 240_000);

async function walkTheOffice(url: string): Promise<void> {
  const rows = readFileSync(`${FIXTURES}wenyuan-clean.csv`, 'utf8').split('\n').slice(0, 40);
  for (const { language, locale } of LANGUAGES) {
    const { page } = await testDesk({ locale });
    const say = wordsOf('features/office', language);
    await page.goto(`${url}/office`);
    await page.getByLabel(say('signIn.login')).fill(SIGN_IN.login);
    await page.getByLabel(say('signIn.password'), { exact: true }).fill(SIGN_IN.password);
    await isReadable(page, 'sign-in');
    await page.getByRole('button', { name: say('signIn.action'), exact: true }).click();
    await page.getByRole('heading', { name: say('page.home'), exact: true }).waitFor();
    await page
      .getByRole('link', { name: new RegExp(`^\\d+ ?${say('home.count.staff')}$`) })
      .waitFor();
    await isReadable(page, 'home');
    await page.goto(`${url}/office/roster`);
    await page.getByLabel(say('roster.file')).setInputFiles({
      name: 'part.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([...rows, 'x,y,z'].join('\n')),
    });
    await page.getByRole('button', { name: say('apply.action'), exact: true }).waitFor();
    await isReadable(page, 'roster preview');
    await page.goto(`${url}/office/staff`);
    await page.getByRole('cell', { name: SIGN_IN.name, exact: true }).waitFor();
    await isReadable(page, 'staff');
  }
}

async function walkThePhone(of: {
  page: Page;
  language: Language;
  campus: WenyuanCampus;
  url: string;
  /** Who is measured; nobody twice, or the door would warn of a double. */
  person: string;
}): Promise<void> {
  const { page, language, url, campus, person } = of;
  const door = wordsOf('features/door', language);
  const enrolment = wordsOf('shell/enrolment', language);
  const here = campus.buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const press = async (keys: string): Promise<void> => {
    for (const key of keys) await page.getByRole('button', { name: key, exact: true }).click();
  };

  await page.getByLabel(enrolment('code')).waitFor();
  await isGood(page, 'enrolment');
  await page
    .getByLabel(enrolment('code'))
    .fill(await campus.office.enrolmentCodeFor(`孙二${language}`, 'keeper', post));
  await page.getByRole('button', { name: enrolment('continue'), exact: true }).click();
  await page.getByRole('heading', { name: enrolment('choosePin'), exact: true }).waitFor();
  await isGood(page, 'PIN pad');
  await press(PIN);
  await page.getByRole('heading', { name: enrolment('repeatPin'), exact: true }).waitFor();
  await press(PIN);
  await page.getByRole('heading', { name: door('shift.title'), exact: true }).waitFor();
  await isGood(page, 'shift start');
  await page.getByRole('button', { name: door('shift.start'), exact: true }).click();
  const finder = page.getByRole('combobox', { name: door('find.label') });
  await finder.waitFor();
  await isGood(page, 'loop');

  await finder.fill(person.slice(-4));
  await page.getByRole('option').first().waitFor();
  await isGood(page, 'people found');
  await finder.fill(person);
  await page.getByRole('option').first().click();
  const name = page.getByRole('heading', { level: 1 });
  await name.waitFor();
  await press('38');
  await isGood(page, 'measuring');
  expect(await contrastOf(name), 'name while measuring').toBeGreaterThanOrEqual(7);
  const nameText = (await name.textContent()) ?? '';
  await press('5');
  await page.getByRole('button', { name: door('keypad.done'), exact: true }).click();
  const verdict = page.getByText(door('verdict.high'), { exact: true });
  await verdict.waitFor();
  await isGood(page, 'verdict high');
  expect(await contrastOf(verdict), 'verdict high').toBeGreaterThanOrEqual(7);
  const panel = page.locator('section').filter({ has: verdict });
  const panelName = panel.getByText(nameText, { exact: true });
  expect(await contrastOf(panelName), 'name beside it').toBeGreaterThanOrEqual(7);

  for (const path of ['today', 'inside', 'visitors', 'settings', 'parked']) {
    await page.goto(`${url}/${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await isGood(page, path);
  }
  await walkTheSheets(page, language, url);
  await page.goto(`${url}/settings`);
  const both = wordsOf('features/settings', language)('both');
  await page.getByRole('switch', { name: both }).check();
  for (const path of ['', 'today']) {
    await page.goto(`${url}/${path}`);
    await page.getByRole('navigation').waitFor();
    await isGood(page, `both languages: /${path}`);
  }
}

/** What opens above a screen: forms, cards, corrections, and where the records are. */
async function walkTheSheets(page: Page, language: Language, url: string): Promise<void> {
  const door = wordsOf('features/door', language);
  const frame = wordsOf('shell/frame', language);
  const photos = wordsOf('ui/photos', language);
  const sheet = page.getByRole('dialog');
  const close = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  };
  const press = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).first().click();

  await page.goto(url);
  await press(door('find.newVisitor'));
  await sheet.getByLabel(door('visitor.name')).waitFor();
  await isGood(page, 'new visitor');
  await close();
  await press(door('find.newUnknown'));
  const photo = await cameraPhoto(page);
  await sheet
    .getByLabel(photos('take'))
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: photo });
  await sheet.getByRole('img').waitFor();
  await isGood(page, 'unknown with a photo');
  await close();

  await page.getByRole('link', { name: door('nav.today') }).click();
  await page.getByRole('main').getByRole('listitem').getByRole('button').first().click();
  await sheet.getByRole('button', { name: door('today.correct'), exact: true }).waitFor();
  await isGood(page, 'a check');
  await sheet.getByRole('button', { name: door('today.correct'), exact: true }).click();
  await sheet.getByLabel(door('correct.value')).waitFor();
  await isGood(page, 'correction');
  await close();

  await page.getByRole('banner').getByRole('button').first().click();
  await sheet.getByRole('heading', { name: frame('proof.shift') }).waitFor();
  await isGood(page, 'where the records are');
  await close();
}
