import { expect, test } from 'vitest';
import { SealsPage } from '../../src/protocol/office-seal.ts';
import { cameraPhoto } from './support/camera.ts';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { Warden } from './support/warden.ts';

test('a seal applied by its unit’s keeper and found broken offline reaches the building head, who acknowledges it', async () => {
  const server = await testServer();
  const { office } = await setUpWenyuan(server);
  const [place] = (await office.places()).buildings;
  const [unit] = place?.units ?? [];
  if (place === undefined || unit === undefined) throw new Error('no unit');
  const buildingId = place.building.id;
  const post = { kind: 'unit', id: unit.unit.id, buildingId } as const;
  const keeperCode = await office.enrolmentCodeFor('周五', 'unit_keeper', post);
  const headCode = await office.enrolmentCodeFor('郑六', 'building_head', {
    kind: 'building',
    id: buildingId,
  });

  const phone = await testPhone(freshFolder('keeper'));
  const keeper = await Warden.enrol(phone, server.url, keeperCode);
  await keeper.page.getByRole('link', { name: /^Seals/ }).waitFor({ timeout: 60_000 });
  await keeper.readyOffline();
  const photo = {
    name: 'a.jpg',
    mimeType: 'image/jpeg',
    buffer: await cameraPhoto(keeper.page),
  };
  await phone.setOffline(true);
  await keeper.page.getByRole('link', { name: /^Seals/ }).click();
  await keeper.button('Apply a seal').click();
  const form = keeper.page.getByRole('dialog');
  await form.getByRole('radio', { name: 'Window' }).check();
  await form.getByRole('combobox').selectOption({ index: 1 });
  await form.getByLabel('Number on the seal').fill('000123');
  await form.getByRole('button', { name: 'Vacant room' }).click();
  await form.getByRole('button', { name: 'Save the seal' }).click();
  await keeper.page.getByText('Seal 000123 saved').waitFor();

  await keeper.page.getByLabel('Show').selectOption({ label: 'All' });
  await keeper.button(/seal 000123, Intact/).click();
  const sheet = keeper.page.getByRole('dialog');
  await sheet.getByText('Is it No 000123?').waitFor();
  await sheet.getByRole('button', { name: 'Broken' }).click();
  await sheet.getByLabel('Note').fill('torn at the left');
  await sheet.getByLabel('Take a photo').setInputFiles(photo);
  await sheet.getByAltText('Photo 1').waitFor();
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await keeper.page.getByText('Seal 000123: broken, saved').waitFor();
  await keeper.waiting(2);
  await phone.setOffline(false);
  await keeper.allReceived();

  const head = await Warden.enrol(await testPhone(freshFolder('head')), server.url, headCode);
  const seals = head.page.getByRole('link', { name: /^Seals.*1 not acknowledged/ });
  await seals.click({ timeout: 60_000 });
  await head.page.getByRole('link', { name: /^Incidents/ }).click();
  await head.page.getByText('torn at the left').waitFor();
  await head.page.getByAltText('Photo 1').waitFor({ timeout: 60_000 });
  await head.button('Acknowledge seal 000123').click();
  await head.page.getByText(/^Acknowledged by you/).waitFor();
  await head.allReceived();

  const register = async () => SealsPage.parse(await office.json('GET', '/seals'));
  await expect.poll(async () => (await register()).openIncidents, { timeout: 30_000 }).toBe(0);
  expect((await register()).rows).toMatchObject([{ number: '000123', state: 'broken' }]);
  await keeper.button(/seal 000123, Broken/).click();
  await keeper.page.getByText(/^Acknowledged by 郑六/).waitFor({ timeout: 60_000 });
}, 240_000);
