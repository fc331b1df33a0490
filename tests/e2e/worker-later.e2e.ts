import { expect, test } from 'vitest';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { Warden } from './support/warden.ts';

test('a first visit whose worker could not be fetched gets it when the network is back, without a new start', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const post = { kind: 'building', id: buildings[0]!.id } as const;
  const phone = await testPhone(freshFolder('phone'));
  let refused = 0;
  await phone.route('**/sw.js', (route) => {
    refused += 1;
    return route.abort('internetdisconnected');
  });
  const code = await office.enrolmentCodeFor('孙二', 'keeper', post);
  const warden = await Warden.enrol(phone, server.url, code);
  await warden.startShift();
  await expect.poll(() => refused).toBeGreaterThan(0);
  await phone.unroute('**/sw.js');

  await phone.setOffline(true);
  await phone.setOffline(false);
  await warden.readyOffline();
  await phone.setOffline(true);
  await warden.page.reload();
  await warden.finder().waitFor();
}, 120_000);
