import { expect, onTestFinished, test } from 'vitest';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { startPortal, type FalseAnswer } from './support/portal.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

const SYNC = 'application/vnd.shouwang.sync+json';
const PAGE = '<!doctype html><title>Welcome</title><form action="/login">Wi-Fi</form>';
const WIFI: Record<string, FalseAnswer> = {
  'a page': { status: 200, headers: { 'content-type': 'text/html' }, body: PAGE },
  'a redirect': { status: 302, headers: { location: '/robots.txt' }, body: '' },
  nothing: { status: 200, headers: {}, body: '' },
  'nothing of the right type': { status: 200, headers: { 'content-type': SYNC }, body: '' },
  'a receipt of another type': {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: '{"push":{"results":[]}}',
  },
};

test('a Wi-Fi that answers for the server is no receipt: the records wait, and the header says so', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const portal = await startPortal(server.url);
  onTestFinished(() => portal.stop());
  const here = buildings[0]!;
  const code = await office.enrolmentCodeFor('孙二', 'keeper', { kind: 'building', id: here.id });
  const phone = await testPhone(freshFolder('phone'));
  const warden = await Warden.enrol(phone, portal.url, code);
  await warden.startShift();
  await warden.allReceived();
  const [passage] = passagesOfWeek(here.name, 7).slice(6);
  const header = warden.page.getByRole('banner');

  for (const [index, answer] of Object.values(WIFI).entries()) {
    portal.answerWith(answer);
    const before = portal.syncs();
    if (index === 0) await warden.check(passage!);
    else await warden.sendNow();
    await expect.poll(() => portal.syncs(), { timeout: 15_000 }).toBeGreaterThan(before);
    await header.getByText(/^Server last heard/).waitFor();
    await warden.waiting(1);
    await warden.openSync();
    await warden.page
      .getByRole('dialog')
      .getByText('Something else answered, perhaps a Wi-Fi sign-in page.')
      .waitFor();
    await warden.button('Close').click();
  }
  expect(await office.doorLog()).toEqual([]);

  portal.answerWith(null);
  await warden.sendNow();
  await warden.allReceived();
  await header.getByText('Server connected').waitFor();
  expect((await office.doorLog()).map(({ subject }) => subject.number)).toEqual([passage!.number]);
}, 120_000);
