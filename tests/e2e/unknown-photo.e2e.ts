import { expect, test } from 'vitest';
import { PHOTO_LONG_SIDE_PX, PHOTO_MAX_BYTES } from '../../src/domain/attachment.ts';
import { OFFSET_HEADER } from '../../src/protocol/attachment.ts';
import { cameraPhoto, EXIF_TEXTS, lookAt } from './support/camera.ts';
import { testDesk } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';

test('a photo of somebody unknown, taken offline and cut on its way, lets the office see who it was', async () => {
  const { server, office, here, phone, warden } = await keeperOnDuty();
  const { page } = warden;
  const taken = await cameraPhoto(page);
  expect(taken.byteLength).toBeGreaterThan(PHOTO_MAX_BYTES);

  await phone.setOffline(true);
  await warden.button('Unknown').click();
  const form = page.getByRole('dialog');
  await form.getByLabel(/^What you know/).fill('forgot the card');
  const photo = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: taken };
  await form.getByLabel('Take a photo').setInputFiles(photo);
  await form.getByAltText('Photo 1').waitFor();
  await form.getByRole('button', { name: 'Measure' }).click();
  await warden.measure('365');
  await warden.finder().waitFor();
  await warden.waiting(1);
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByText('0 of 1 photo received').click();
  await page.getByRole('dialog').getByAltText('Photo 1').waitFor();

  const pieces: number[] = [];
  await phone.route('**/api/v1/attachments/*', async (route) => {
    const { length = 0 } = route.request().postDataBuffer() ?? {};
    if (length > 0) pieces.push(Number(route.request().headers()[OFFSET_HEADER]));
    if (length === 0 || pieces.length > 2) return route.continue();
    if (pieces.length === 1) await route.fetch();
    return route.abort('connectionreset');
  });
  await phone.setOffline(false);
  await page.getByText('1 of 1 photo received').first().waitFor({ timeout: 60_000 });
  await warden.allReceived();
  expect(pieces[0]).toBe(0);
  expect(pieces.filter((offset) => offset === 0)).toHaveLength(1);
  expect(pieces.length).toBeGreaterThan(3);

  const [row] = await office.doorLog();
  expect(row?.photos).toMatchObject([{ isReceived: true }]);
  const address = `/door-log/${row!.id}/photo?sha=${row!.photos![0]!.sha}`;
  const arrived = Buffer.from(await (await office.call('GET', address)).arrayBuffer());
  expect(arrived.byteLength).toBeLessThanOrEqual(PHOTO_MAX_BYTES);
  for (const text of EXIF_TEXTS) {
    expect(taken.includes(text, 0, 'latin1')).toBe(true);
    expect(arrived.includes(text, 0, 'latin1')).toBe(false);
  }
  const seen = await lookAt(page, arrived);
  expect(seen).toMatchObject({ above: 'red', below: 'blue' });
  expect(seen.height).toBeLessThanOrEqual(PHOTO_LONG_SIDE_PX);
  expect(seen.height / seen.width).toBeCloseTo(4 / 3, 1);

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Door records');
  await desk.page.getByText('1 of 1 photo received').waitFor();
  await desk.button('Details of forgot the card').click();
  const shown = desk.page.getByAltText('Photo 1 of “forgot the card”');
  await expect
    .poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalHeight))
    .toBe(seen.height);
  await desk.button('Match').click();
  await shown.waitFor();
  const resident = (await office.people({ buildingId: here.id })).people[0]!;
  await desk.page.getByLabel('Find the person').fill(resident.number!);
  await desk.page.getByRole('radio').first().check();
  await desk.button(`This is ${resident.name}`).click();
  await expect.poll(async () => (await office.doorLog())[0]?.subject.name).toBe(resident.name);
  expect((await office.doorLog())[0]?.photos).toHaveLength(1);
}, 240_000);
