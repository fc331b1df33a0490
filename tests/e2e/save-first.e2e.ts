import { expect, test } from 'vitest';
import { keeperOnDuty, withoutGrace } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';
import { weigh } from './support/weigh.ts';

/** What is fetched once the door is open: what talks to the server, its schemas, the lists and forms. */
const LATER = /\/assets\/(sync|schemas|door-lists|notices|workbox)[^/]*\.js$/;

/** As it goes over the network. What a door can do without belongs to what is fetched later. */
const MOST_BYTES = 90_000;

test('after 90 kB of code a check is saved although nothing more can be fetched, and sent when it can', async () => {
  const { server, office, here, phone, ...before } = await keeperOnDuty(withoutGrace);
  await before.warden.page.close();

  const page = await phone.newPage();
  const devtools = await phone.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setBypassServiceWorker', { bypass: true });
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  const failed: string[] = [];
  const asked = new Set<string>();
  page.on('request', (request) => {
    const isCode = /^(script|stylesheet)$/.test(request.resourceType());
    const { pathname } = new URL(request.url());
    if (isCode && pathname !== '/sw.js') asked.add(pathname);
  });
  await page.route(LATER, (route) => {
    failed.push(route.request().url());
    return route.abort();
  });
  const warden = await Warden.open(phone, server.url);
  await warden.unlock();
  await warden.finder().waitFor();
  const bytes = [...asked].reduce((sum, path) => sum + weigh(path).brotliBytes, 0);
  expect(bytes, [...asked].join(' ')).toBeLessThanOrEqual(MOST_BYTES);
  const [passage] = passagesOfWeek(here.name, 1);
  await warden.check(passage!);
  await warden.waiting(1);
  await expect
    .poll(() => failed.some((url) => url.includes('/sync')), { timeout: 15_000 })
    .toBe(true);
  expect(await office.doorLog()).toEqual([]);

  await page.unroute(LATER);
  await warden.allReceived();
  const numbers = (await office.doorLog()).map(({ subject }) => subject.number);
  expect(numbers).toEqual([passage!.number]);
  expect([...asked].filter((path) => path.includes('office'))).toEqual([]);
});
