import { expect, test } from 'vitest';
import type { BrowserContext, Page } from 'playwright-core';
import { freshFolder, testDesk, testPhone, testServer } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';
import { setUpWenyuan } from './support/office.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

test('a blocked phone hands over what it holds, apart from what counts, and keeps nothing', async () => {
  const { server, office, here, phone, warden } = await keeperOnDuty();
  const [counted, held] = passagesOfWeek(here.name, 9).slice(6);
  await warden.check(counted!);
  await warden.allReceived();
  await phone.setOffline(true);
  await warden.check(held!);
  await warden.waiting(1);

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Phones');
  await desk.button(/^Block /).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await desk.page.getByText(/^blocked /).waitFor();
  expect(await keptBy(warden.page)).not.toEqual(NOTHING);

  await phone.setOffline(false);
  await warden.page.getByRole('heading', { name: 'This phone is blocked' }).waitFor();
  await warden.page.getByRole('heading', { name: '这部手机已停用' }).waitFor();
  expect((await office.parked()).total).toBe(1);
  await desk.goTo('Set aside');
  await desk.page.getByRole('row', { name: /door check.*孙二/i }).waitFor();
  await desk.goTo('Phones');
  await desk.page.getByText(/deleted everything/).waitFor();
  expect(await keptBy(warden.page)).toEqual(NOTHING);
  expect((await office.doorLog()).map(({ subject }) => subject.number)).toEqual([counted!.number]);

  await warden.page.reload();
  await warden.page.getByRole('heading', { name: 'Welcome to Shouwang' }).waitFor();
  expect(await warden.page.getByText('Stored data has vanished').count()).toBe(0);
}, 120_000);

const NOTHING = { databases: [], stored: 0, caches: [], workers: 0 };

/** What the browser holds of this app. */
function keptBy(page: Page): Promise<typeof NOTHING> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name) as never[],
    stored: localStorage.length + sessionStorage.length,
    caches: (await caches.keys()) as never[],
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
}

test("a volunteer's phone gets the names of its building, and no fact of the door but its own", async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const [here, there] = [buildings[0]!, buildings[1]!];
  const post = { kind: 'building', id: here.id } as const;
  const keeperCode = await office.enrolmentCodeFor('孙二', 'keeper', post);
  const [theirs, own] = passagesOfWeek(here.name, 9).slice(6);
  const keeper = await Warden.enrol(await testPhone(freshFolder('keeper')), server.url, keeperCode);
  await keeper.startShift();
  await keeper.check(theirs!);
  await keeper.visit('访客赵六', '364');
  await keeper.allReceived();

  const phone = await testPhone(freshFolder('volunteer'));
  const replies = syncReplies(phone);
  const code = await office.enrolmentCodeFor('周五', 'volunteer', post);
  const volunteer = await Warden.enrol(phone, server.url, code);
  await volunteer.startShift();
  await volunteer.check(own!);
  await volunteer.allReceived();
  await expect.poll(async () => (await office.doorLog()).length, { timeout: 30_000 }).toBe(3);
  expect(await volunteer.todayCount()).toBe(1);

  const heard = replies.join('\n');
  const rows = await office.doorLog();
  for (const row of rows.filter(({ by }) => by.name === '孙二'))
    expect(heard).not.toContain(row.id);
  expect(heard).not.toContain('访客赵六');
  const [resident] = (await office.people({ buildingId: here.id })).people;
  const [stranger] = (await office.people({ buildingId: there.id })).people;
  expect(heard).toContain(resident!.number);
  expect(heard).not.toContain(stranger!.number);
}, 120_000);

/** What the server tells this phone, as it comes. */
function syncReplies(phone: BrowserContext): string[] {
  const replies: string[] = [];
  phone.on('response', (response) => {
    if (response.url().endsWith('/api/v1/sync'))
      void response.text().then((text) => replies.push(text));
  });
  return replies;
}
