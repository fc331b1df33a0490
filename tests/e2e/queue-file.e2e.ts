import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, testDesk, testPhone } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

test('three records of a locked phone without network reach the office by file, and once only', async () => {
  const { server, office, here, post, phone, warden } = await keeperOnDuty();
  await phone.setOffline(true);
  const passages = passagesOfWeek(here.name, 12)
    .filter(({ tempC }) => tempC < 37.3)
    .slice(0, 3);
  for (const passage of passages) await warden.check(passage);
  await warden.waiting(3);
  await warden.lock();
  await warden.page.reload();

  const saved = warden.page.waitForEvent('download');
  await warden.button('3 unsent: save to a file').click();
  const download = await saved;
  await warden.page.getByText(/^3 records are in the file /).waitFor();
  expect(download.suggestedFilename()).toMatch(/^shouwang-[0-9a-f]{8}-\d{12}-3\.shouwang$/);
  const file = join(freshFolder('file'), download.suggestedFilename());
  await download.saveAs(file);

  const colleagueCode = await office.enrolmentCodeFor('周五', 'keeper', post);
  const other = await testPhone(freshFolder('colleague'));
  const colleague = await Warden.enrol(other, server.url, colleagueCode);
  await colleague.startShift();
  await colleague.page.getByRole('link', { name: 'Settings' }).click();
  await colleague.page.getByLabel('Choose the file').setInputFiles(file);
  await colleague.page
    .getByText('Taken: 3 records. New 3, known already 0, set aside 0.')
    .waitFor();
  const listed = (await office.doorLog()).map(({ subject, direction, reading, by }) => [
    subject.number,
    direction,
    reading?.tempC,
    by.name,
  ]);
  expect(listed).toEqual(
    passages.map(({ number, direction, tempC }) => [number, direction, tempC, '孙二']),
  );

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Phones');
  await desk.page.getByText('Import a phone’s file').click();
  await desk.chooseFile('File of unsent records (.shouwang)', file);
  await desk.page.getByText(/3 records\. New 0, known already 3, set aside 0\./).waitFor();
  await desk.chooseFile('File of unsent records (.shouwang)', {
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('not a queue'),
  });
  await desk.page.getByText(/This is not a file of unsent records\./).waitFor();

  await phone.setOffline(false);
  await warden.unlock();
  await warden.allReceived();
  expect(await office.doorLog()).toHaveLength(3);
}, 180_000);

test('where the app itself has failed, its records still come out by one tap', async () => {
  const { here, phone, warden } = await keeperOnDuty();
  await phone.setOffline(true);
  const [passage] = passagesOfWeek(here.name, 12).filter(({ tempC }) => tempC < 37.3);
  await warden.check(passage!);
  await warden.waiting(1);
  await warden.page.evaluate(() => {
    void Promise.reject(new Error('no code expected this'));
  });
  await warden.page.getByRole('heading', { name: 'Something went wrong here' }).waitFor();

  const saved = warden.page.waitForEvent('download');
  await warden.button('Save unsent records to a file').click();

  expect((await saved).suggestedFilename()).toMatch(/-1\.shouwang$/);
  await warden.page.getByText(/^1 record is in the file /).waitFor();
}, 120_000);
