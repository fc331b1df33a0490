import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { PHOTO_LONG_SIDE_PX, PHOTO_MAX_BYTES } from '../../src/domain/attachment.ts';
import { OFFSET_HEADER } from '../../src/protocol/attachment.ts';
import { cameraPhoto, EXIF_TEXTS, lookAt, pixelOf } from './support/camera.ts';
import { testDesk } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';

/** A circle on the lower half by one drag, and an arrow from the middle that the keys move up. */
async function drawOnPhoto(page: Page): Promise<void> {
  const photo = page.getByAltText('Photo 1');
  const plain = await photo.getAttribute('src');
  await page.getByRole('button', { name: 'Draw on photo 1' }).click();
  const canvas = page.getByRole('application');
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('no picture to draw on');
  const go = (x: number, y: number) =>
    page.mouse.move(box.x + box.width * x, box.y + box.height * y);
  await go(0.3, 0.6);
  await page.mouse.down();
  await go(0.5, 0.8);
  await go(0.7, 0.9);
  await page.mouse.up();
  await page.getByLabel('Arrow', { exact: true }).check();
  await page.getByRole('button', { name: 'Place one' }).click();
  for (let step = 0; step < 10; step += 1) await canvas.press('ArrowUp');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await canvas.waitFor({ state: 'detached' });
  await expect.poll(() => photo.getAttribute('src')).not.toBe(plain);
}

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
  await drawOnPhoto(page);
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
  for (const at of [
    { x: 0.3, y: 0.75 },
    { x: 0.7, y: 0.75 },
    { x: 0.46, y: 0.33 },
  ]) {
    const [red, green, blue] = await pixelOf(page, arrived, at);
    expect(red, JSON.stringify(at)).toBeGreaterThan(150);
    expect(Math.max(green, blue), JSON.stringify(at)).toBeLessThan(70);
  }
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
