import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import { expect, test } from 'vitest';
import { loadSqlite } from '../../src/server/database/sqlite-module.ts';
import { freshFolder, freshServer, testDesk, testPhone, testServer } from './support/cleanup.ts';
import type { Desk } from './support/desk.ts';
import { setUpWenyuan } from './support/office.ts';
import { PIN, Warden } from './support/warden.ts';

const WECHAT =
  'Mozilla/5.0 (Linux; Android 12; V2118A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.42';

test('a link of the office enrols one phone, whoever looked at it before, and leaves no trace', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  await office.addStaff('孙二', 'keeper', { kind: 'building', id: buildings[0]!.id });
  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Staff');
  await desk.button('Enrol a phone for 孙二').click();
  const link = await qrTextOf(desk, 'Enrolment code of 孙二');
  const code = new URL(link).hash.slice('#enrol='.length);
  expect(code).toMatch(/^[0-9A-Z]{12}$/);

  for (const method of ['GET', 'HEAD'])
    expect((await fetch(link, { method, headers: { purpose: 'prefetch' } })).ok).toBe(true);
  const wechat = await testPhone(freshFolder('wechat'), { userAgent: WECHAT });
  const inChat = await pageOf(wechat, link);
  await inChat.getByRole('heading', { name: 'Open this in your browser' }).waitFor();
  await inChat.getByRole('heading', { name: '请用手机浏览器打开' }).waitFor();
  expect(await inChat.getByRole('textbox').count()).toBe(0);
  expect(await inChat.evaluate(() => indexedDB.databases())).toEqual([]);

  const phone = await testPhone(freshFolder('phone'));
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  const warden = await Warden.open(phone, link);
  await warden.page.getByRole('heading', { name: 'Choose a PIN' }).waitFor();
  expect(await addressesOf(phone, warden.page)).not.toContain(code);
  expect(asked.filter((one) => one.startsWith('POST'))).toEqual([]);
  await warden.typePin('123456');
  await warden.page.getByText('That is easy to guess').waitFor();
  await warden.typePin();
  await warden.page.getByRole('heading', { name: 'Once more' }).waitFor();
  await warden.typePin();
  await warden.startShift();
  expect(asked.join(' ')).not.toContain(code);
  expect(await addressesOf(phone, warden.page)).not.toContain(code);

  const second = await testPhone(freshFolder('second'));
  await refusedEnrolment(second, link, 'This code has been used. Each code works once');
}, 120_000);

test('a code is typed in groups and in small letters, and one that has run out says so', async () => {
  const { server, dataDir } = await freshServer();
  const { office, buildings } = await setUpWenyuan(server);
  const building = { kind: 'building', id: buildings[0]!.id } as const;
  const late = await office.enrolmentCodeFor('李四', 'keeper', building);
  await letCodesRunOut(join(dataDir, 'shouwang.sqlite'));
  const code = await office.enrolmentCodeFor('孙二', 'keeper', building);

  const phone = await testPhone(freshFolder('phone'));
  await refusedEnrolment(phone, `${server.url}/#enrol=${late}`, 'This code has run out.');
  const warden = await Warden.open(phone, server.url);
  const field = warden.page.getByLabel('Enrolment code');
  await field.fill(code.slice(0, 12));
  await warden.button('Continue').click();
  await warden.page
    .getByText('A code has eight letters and digits (on a card) or twelve')
    .waitFor();
  await field.fill(` ${code.toLowerCase().replaceAll('-', ' ')}`);
  await warden.button('Continue').click();
  await warden.choosePin(PIN);
  await warden.startShift();
}, 120_000);

async function pageOf(phone: BrowserContext, url: string): Promise<Page> {
  const page = phone.pages()[0] ?? (await phone.newPage());
  await page.goto(url);
  return page;
}

async function refusedEnrolment(
  phone: BrowserContext,
  link: string,
  sentence: string,
): Promise<void> {
  const warden = await Warden.open(phone, link);
  await warden.choosePin(PIN);
  await warden.page.getByRole('heading', { name: 'That did not work' }).waitFor();
  await warden.page.getByRole('alert').getByText(sentence).waitFor();
  await warden.button('Enter another code').waitFor();
}

/** What stands in the address bar and behind "back", as the browser keeps it. */
async function addressesOf(phone: BrowserContext, page: Page): Promise<string> {
  const devtools = await phone.newCDPSession(page);
  const { entries } = await devtools.send('Page.getNavigationHistory');
  return [page.url(), ...entries.flatMap(({ url, title }) => [url, title])].join(' ');
}

/** Reads a code off the screen as a camera would. */
async function qrTextOf(desk: Desk, label: string): Promise<string> {
  const picture = await desk.page.getByRole('img', { name: label }).screenshot();
  const image = await desk.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (context === null) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { data: [...data], width, height };
  }, picture.toString('base64'));
  return decodeQr({ ...image, data: Uint8Array.from(image.data) });
}

/** As if their day had passed. */
async function letCodesRunOut(file: string): Promise<void> {
  const OpenFile = await loadSqlite();
  const database = new OpenFile(file, { timeout: 5000 });
  const past = new Date(Date.now() - 1000).toISOString();
  database.prepare('update enrolment_code set expires_at = ?').run(past);
  database.close();
}
