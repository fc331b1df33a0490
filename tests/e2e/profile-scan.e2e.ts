import { expect, test } from 'vitest';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { filesThatShow } from './support/profile-scan.ts';

test('the search through a profile finds a record that somebody stored unsealed', async () => {
  const server = await testServer();
  const profile = freshFolder('careless');
  const phone = await testPhone(profile);
  const page = await phone.newPage();
  await page.goto(server.url);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('careless', 1);
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('rows'));
        request.addEventListener('error', () => reject(new Error('not opened')));
        request.addEventListener('success', () => {
          const tx = request.result.transaction('rows', 'readwrite', { durability: 'strict' });
          tx.objectStore('rows').put('{"name":"无名氏","number":"209900000001","tempC":36.5}', 1);
          tx.addEventListener('complete', resolve);
        });
      }),
  );
  await phone.close();

  const shown = filesThatShow(profile, ['无名氏', '209900000001', '"tempC":36.5']);

  expect(shown.length).toBeGreaterThan(0);
  for (const text of ['无名氏', '209900000001', '"tempC":36.5'])
    expect(shown.join('\n')).toContain(text);
}, 60_000);
