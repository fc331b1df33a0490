import { expect, test } from 'vitest';
import type { BrowserContext } from 'playwright-core';
import { BACKGROUND_TAG } from '../../src/sync/background-tag.ts';
import { keeperOnDuty, withoutGrace } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';

test('what was saved offline is sent by the worker, with the app closed and locked', async () => {
  const { server, office, here, phone, warden } = await keeperOnDuty(withoutGrace);
  await phone.grantPermissions(['background-sync'], { origin: server.url });

  await phone.setOffline(true);
  const passages = passagesOfWeek(here.name, 3);
  for (const passage of passages) await warden.check(passage);
  await warden.waiting(passages.length);
  await expect
    .poll(() => warden.page.evaluate(askedFor), { timeout: 15_000 })
    .toContain(BACKGROUND_TAG);
  await warden.page.goto('about:blank');
  expect(await office.doorLog()).toEqual([]);
  await phone.setOffline(false);
  await wakeWorker(phone, server.url);

  await expect
    .poll(async () => (await office.doorLog()).map(({ subject }) => subject.number), {
      timeout: 20_000,
    })
    .toEqual(passages.map(({ number }) => number));

  await warden.page.goto(server.url);
  await warden.unlock();
  await warden.allReceived();
  expect(await office.doorLog()).toHaveLength(passages.length);
});

/** What the browser has been asked to wake the worker for. */
async function askedFor(): Promise<string[]> {
  const registration = await navigator.serviceWorker.ready;
  const { sync } = registration as unknown as { sync: { getTags: () => Promise<string[]> } };
  return sync.getTags();
}

/** Says to the worker what the browser says once there is a network again. */
async function wakeWorker(phone: BrowserContext, origin: string): Promise<void> {
  const devtools = await phone.newCDPSession(await phone.newPage());
  const registrationId = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own !== undefined) resolve(own.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin,
    registrationId: await registrationId,
    tag: BACKGROUND_TAG,
    lastChance: false,
  });
}
