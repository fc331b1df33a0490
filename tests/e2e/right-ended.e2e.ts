import { expect, test } from 'vitest';
import { StaffEntry } from '../../src/protocol/office-staff.ts';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

test('who has no door any more can still take back what was parked for that', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const request = { name: '孙二', phone: null, assignments: [{ role: 'keeper', post }] };
  const staff = StaffEntry.parse(await office.json('POST', '/staff', request));
  const phone = await testPhone(freshFolder('phone'));
  const code = await office.newCode(staff.account.id);
  const warden = await Warden.enrol(phone, server.url, code);
  await warden.startShift();
  await warden.allReceived();

  await phone.setOffline(true);
  const { id } = staff.assignments[0]!.assignment;
  await office.json('POST', `/staff/${staff.account.id}/assignments/${id}/end`);
  await warden.check(passagesOfWeek(here.name, 1)[0]!);
  await phone.setOffline(false);
  await warden.page.getByRole('heading', { name: 'Nothing to do here yet' }).waitFor();
  expect((await office.parked()).parked).toHaveLength(1);

  await warden.openSync();
  const sheet = warden.page.getByRole('dialog');
  await sheet.getByRole('link', { name: 'Correct them or take them back' }).click();
  const { page } = warden;
  await page.getByRole('main').getByRole('listitem').getByRole('button').click();
  await sheet.getByRole('button', { name: 'Take back' }).click();
  await sheet.getByRole('button', { name: 'Take back' }).click();
  await page.getByText('Nothing is set aside').waitFor();
  await warden.allReceived();
  await warden.button('Back').click();
  await page.getByRole('heading', { name: 'Nothing to do here yet' }).waitFor();
}, 120_000);
