import { expect, test } from 'vitest';
import { keeperOnDuty, withoutGrace } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';

test('a phone whose journal the browser has cleared says what is lost, brings its sealed copy, and works on', async () => {
  const { server, office, here, phone, warden } = await keeperOnDuty(withoutGrace);
  await phone.setOffline(true);
  const [lost, other, next] = passagesOfWeek(here.name, 3);
  await warden.checkCopied([lost!, other!]);
  await warden.waiting(2);

  // No page of the app is open, and no network is there by which the worker could send: a picture of the same origin.
  await warden.page.goto(`${server.url}/favicon.svg`);
  await warden.page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    for (const name of names.filter((each) => each === 'journal' || each.startsWith('replica-')))
      await new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.addEventListener('success', () => resolve());
        deleting.addEventListener('error', () => reject(new Error(name)));
      });
  });
  await phone.setOffline(false);

  await warden.page.goto(server.url);
  await warden.page.getByText('Stored data has vanished from this phone').waitFor();
  await warden.unlock();
  await warden.page.getByText('A sealed copy of 2 unsent records was still here').waitFor();
  await warden.finder().waitFor();
  await warden.check(next!);
  await warden.allReceived();

  const received = new Set((await office.doorLog()).map(({ subject }) => subject.number));
  expect(received).toEqual(new Set([lost!.number, other!.number, next!.number]));
});
