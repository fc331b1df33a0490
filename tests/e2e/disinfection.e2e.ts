import { expect, test } from 'vitest';
import { DisinfectionPage } from '../../src/protocol/office-disinfection.ts';
import { killPhone } from './support/browser.ts';
import { freshFolder, testDesk, testPhone, testServer } from './support/cleanup.ts';
import { withoutGrace } from './support/keeper-on-duty.ts';
import { setUpWenyuan } from './support/office.ts';
import { Warden } from './support/warden.ts';

test('a disinfection begun offline outlives a dead phone, is ended, and accepted on a second phone', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const [here] = buildings;
  if (here === undefined) throw new Error('no building');
  await withoutGrace(office);
  // A round of the week, so that it is due whatever the time of day.
  const areas = [{ name: '家属楼门厅', class: 'family', isKey: true }];
  await office.json('POST', '/areas', { buildingId: here.id, areas });
  const post = { kind: 'building', id: here.id } as const;
  const profile = freshFolder('property');
  const first = await testPhone(profile);
  const cleaner = await Warden.enrol(
    first,
    server.url,
    await office.enrolmentCodeFor('周五', 'property', post),
  );
  await cleaner.page.getByRole('heading', { name: 'Disinfection today' }).waitFor();
  await cleaner.button('Start: 家属楼门厅').waitFor();
  await cleaner.readyOffline();

  await first.setOffline(true);
  await cleaner.button('Start: 家属楼门厅').click();
  const sheet = cleaner.page.getByRole('dialog');
  await sheet.getByText('Never mix with toilet cleaner (acid)').waitFor();
  await sheet.getByLabel('On the label, %').fill('5');
  await sheet.getByText('50 mL product').waitFor();
  await sheet.getByText('4,950 mL cold water').waitFor();
  await sheet.getByRole('button', { name: 'Start, 30 min' }).click();
  await cleaner.page.getByText('Running: 1').waitFor();
  await killPhone(first, profile);

  const second = await testPhone(profile, { offline: true });
  const again = await Warden.open(second, server.url);
  await again.unlock();
  await again.page.getByText(/Running · (29|28|27):\d\d/).waitFor();
  await again.button('Show 家属楼门厅').click();
  await again.button('End before the time is over').click();
  await again.page.getByText('A second person accepts it').waitFor();
  await again.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await again.page.getByText('Done: 1').waitFor();
  await second.setOffline(false);
  await again.allReceived();

  const head = await Warden.enrol(
    await testPhone(freshFolder('head')),
    server.url,
    await office.enrolmentCodeFor('吴六', 'building_head', post),
  );
  await head.page.getByRole('link', { name: 'Disinfect' }).click();
  await head.button('Show 家属楼门厅').click();
  await head.button('Accept').click();
  await head.page.getByText(/accepted by you/i).waitFor();
  await head.allReceived();

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Disinfection');
  await desk.page.getByText('accepted (吴六)').waitFor();
  expect(await desk.countOf('Done')).toBe(1);
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const page = DisinfectionPage.parse(
    await office.json('GET', `/disinfection?from=${day}&to=${day}`),
  );
  expect(page.rows).toMatchObject([
    {
      state: 'done',
      record: {
        by: '周五',
        acceptance: 'accepted',
        ventilationMinutes: 30,
        work: { mixture: { stockMl: 50, waterMl: 4950 }, operator: 'property' },
      },
    },
  ]);
}, 240_000);
