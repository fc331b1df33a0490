import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { killPhone, openPhone } from './support/browser.ts';
import { testPhone } from './support/cleanup.ts';
import { keeperOnDuty, withoutGrace } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

test('a browser that threw its damaged databases away loses no record: the sealed copy brings them', async () => {
  const { server, office, here, post, profile, phone, warden } = await keeperOnDuty(withoutGrace);
  await phone.setOffline(true);
  const lost = passagesOfWeek(here.name, 3);
  await warden.checkCopied(lost);
  await warden.waiting(3);
  await killPhone(phone, profile);
  damageDatabases(profile);

  const again = await testPhone(profile);
  const { page } = await Warden.open(again, server.url);
  await page.getByText('A sealed copy of unsent records is still on this phone').waitFor();
  await again.close();

  const code = await office.enrolmentCodeFor('孙二', 'keeper', post);
  const renewed = await openPhone({ profile, locale: 'en-GB' });
  const next = await Warden.enrol(renewed, server.url, code);
  await next.page.getByText('A sealed copy of 3 unsent records was still here').waitFor();
  await renewed.close();

  const received = (await office.doorLog()).map(({ subject }) => subject.number);
  expect(received).toHaveLength(lost.length);
  expect(new Set(received)).toEqual(new Set(lost.map(({ number }) => number)));
});

/** What a death in the middle of a write leaves behind: Chromium then throws away all that the origin has in IndexedDB. */
function damageDatabases(profile: string): void {
  const root = join(profile, 'Default', 'IndexedDB');
  const [folder] = readdirSync(root).filter((name) => name.endsWith('.leveldb'));
  if (folder === undefined) throw new Error('no database on disk');
  const [log] = readdirSync(join(root, folder)).filter((name) => name.endsWith('.log'));
  if (log === undefined) throw new Error('no log of the database');
  const path = join(root, folder, log);
  const bytes = readFileSync(path);
  bytes.fill(0x55, 100, 200);
  writeFileSync(path, bytes);
}
