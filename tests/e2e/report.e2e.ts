import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Directory } from '../../src/domain/person.ts';
import type { FactBody } from '../../src/domain/fact.ts';
import { reportRulesOf } from '../../src/domain/default-report.ts';
import { CardsReply } from '../../src/protocol/office-enrolment.ts';
import { freshFolder, freshServer, testPhone } from './support/cleanup.ts';
import { setUpWenyuan, type Office } from './support/office.ts';
import { readServer } from './support/server-facts.ts';
import { touchesOf } from './support/touches.ts';
import { PIN, Warden } from './support/warden.ts';

test('a student reports offline, changes the language midway, and the unit keeper sees what is abnormal', async () => {
  const { server, dataDir } = await freshServer();
  const { office, buildings } = await setUpWenyuan(server);
  await askAllDay(office);
  const here = buildings[0]!;
  const { unitId, residents } = await unitFour(office, here.id);
  const [student, other] = residents;

  const keeper = await Warden.enrol(
    await testPhone(freshFolder('keeper')),
    server.url,
    await office.enrolmentCodeFor('郑七', 'unit_keeper', {
      kind: 'unit',
      id: unitId,
      buildingId: here.id,
    }),
  );
  await keeper.page.getByRole('link', { name: 'Reports', exact: true }).click();
  await keeper.page.getByText('No abnormal report today').waitFor();

  const phone = await testPhone(freshFolder('student'), { locale: 'zh-CN' });
  const page = await enrolByCard(phone.pages()[0] ?? (await phone.newPage()), {
    url: server.url,
    card: await cardFor(office, student!.id),
  });
  await page.getByRole('heading', { name: '第一次打卡之前' }).waitFor();
  await press(page, '我已阅读并同意');
  await page.getByText(/^已全部收到/).waitFor({ timeout: 60_000 });
  await readyOffline(page);
  await phone.setOffline(true);

  const touches = await touchesOf(page, () => reportInTwoLanguages(page));
  console.log(
    `Touches of a normal report, a change of language among them: ${touches.taps} taps, ${touches.digits} digits`,
  );
  expect(touches.taps).toBeLessThanOrEqual(6);
  expect(touches.digits).toBe(3);
  await page.getByText('Nothing abnormal. You need do nothing more now.').waitFor();
  await page.getByText('Saved on this phone, not received yet').waitFor();

  await press(page, 'Correct it');
  await press(page, /^Change: Temperature/);
  for (const digit of '381') await press(page, digit);
  await press(page, /^Change: Symptoms/);
  await press(page, 'Sore throat');
  await press(page, 'Next: 1 chosen');
  await press(page, 'Send');
  await page.getByText('High: 38.1 °C. From 37.3 °C it counts as fever here.').waitFor();

  await phone.setOffline(false);
  await page.getByText(/^Received \d\d:\d\d$/).waitFor({ timeout: 60_000 });
  const receivedAt = Date.now();
  const seen = keeper.page.getByRole('listitem').filter({ hasText: student!.name });
  await seen.getByText(/38\.1 °C · Armpit · Sore throat · On campus/).waitFor();
  console.log(
    `The unit keeper sees it ${Date.now() - receivedAt} ms after the student's phone knew`,
  );
  await keeper.page.getByRole('link', { name: /^Reports 1 abnormal report/ }).waitFor();

  await reportFor(keeper, other!);
  await keeper.allReceived();

  const { operations } = await readServer(dataDir);
  const told = operations
    .filter(({ type }) => type === 'self-report')
    .map(({ outcome, body }) => ({ outcome, ...(body as FactBody<'self-report'>) }));
  const of = (id: string) => told.filter(({ personId }) => personId === id);
  expect(told).toHaveLength(3);
  expect(of(other!.id)).toMatchObject([{ outcome: 'stored', onBehalfAs: 'unit_keeper' }]);
  expect(of(student!.id)).toMatchObject([
    { outcome: 'stored', reading: { tempC: 36.5 }, onBehalfAs: null, amends: null },
    {
      outcome: 'stored',
      session: { slot: 'am' },
      reading: { tempC: 38.1, site: 'axilla' },
      symptoms: ['sore_throat'],
      whereabouts: 'on_campus',
      exposure: 'no',
      amends: expect.any(String) as string,
    },
  ]);

  await page.getByRole('link', { name: 'My data' }).click();
  await page.getByText(/38\.1 °C · Armpit · Sore throat/).waitFor();
  await page.getByText(/36\.5 °C · Armpit · no symptoms/).waitFor();
}, 240_000);

/** One session that runs whenever the test does, with every question. */
async function askAllDay(office: Office): Promise<void> {
  await office.changePolicy((policy) => ({
    ...policy,
    report: {
      ...reportRulesOf(policy),
      askExposure: true,
      slots: [{ slot: 'am', from: '00:00', to: '24:00', remindAt: '00:00', unitDeadline: '24:00' }],
    },
  }));
}

async function unitFour(office: Office, buildingId: string) {
  const place = (await office.places()).buildings.find(
    ({ building }) => building.id === buildingId,
  );
  const unitId = place!.units.find(({ unit }) => unit.code === '4')!.unit.id;
  const residents: Directory[] = [];
  for (let offset = 0; residents.length < 2; offset += 100) {
    const { people } = await office.people({ buildingId, offset });
    if (people.length === 0) throw new Error('nobody lives in unit 4');
    residents.push(...people.filter(({ home }) => home?.unitId === unitId));
  }
  return { unitId, residents };
}

async function cardFor(office: Office, personId: string): Promise<string> {
  const body = { personIds: [personId], endsPhones: false };
  const { cards } = CardsReply.parse(await office.json('POST', '/enrolment-cards', body));
  return cards[0]!.link;
}

async function enrolByCard(
  page: Page,
  { url, card }: { url: string; card: string },
): Promise<Page> {
  await page.goto(`${url}${card}`);
  for (const title of ['设置 PIN 码', '再输一次']) {
    await page.getByRole('heading', { name: title }).waitFor();
    for (const digit of PIN) await press(page, digit);
  }
  return page;
}

const press = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

async function readyOffline(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active?.state === 'activated';
  });
}

/** In Chinese up to the place, then in English, without losing anything. */
async function reportInTwoLanguages(page: Page): Promise<void> {
  await press(page, '现在打卡');
  for (const digit of '365') await press(page, digit);
  await press(page, '都没有');
  await press(page, 'English');
  await press(page, 'On campus');
  await press(page, 'No');
  await page.getByRole('button', { name: /36\.5 °C · Armpit/ }).waitFor();
  await press(page, 'Send');
}

async function reportFor(keeper: Warden, { name }: { name: string }): Promise<void> {
  const { page } = keeper;
  await page.getByLabel('Name, number or room').fill(name);
  await page
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first()
    .click();
  for (const digit of '364') await press(page, digit);
  await press(page, 'None of these');
  await press(page, 'On campus');
  await press(page, 'No');
  await press(page, 'Send');
  await page.getByRole('heading', { name: 'Reported by you today' }).waitFor();
}
