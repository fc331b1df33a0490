import type { Response } from 'playwright-core';
import { expect, test } from 'vitest';
import type { DoorLogRow } from '../../src/protocol/office-people.ts';
import { killPhone } from './support/browser.ts';
import { freshFolder, testPhone } from './support/cleanup.ts';
import { keeperOnDuty, withoutGrace } from './support/keeper-on-duty.ts';
import { filesThatShow } from './support/profile-scan.ts';
import { digitsOf, passagesOfWeek, type Passage } from './support/readings.ts';
import { Warden } from './support/warden.ts';

const VISITOR = '访客赵六';

test('sixty checks logged offline survive a dead battery and reach the office and the right phones, each once', async () => {
  const { server, office, buildings, here, profile, ...first } = await keeperOnDuty(withoutGrace);
  let { phone, warden } = first;
  const there = buildings[1]!;
  // Without Background Sync: its worker would send at the next start, before the test can cut its line.
  await phone.grantPermissions([], { origin: server.url });
  const codeFor = (name: string, buildingId: string) =>
    office.enrolmentCodeFor(name, 'keeper', { kind: 'building', id: buildingId });
  const ledger: (Passage | { visitor: string; direction: 'in' | 'out'; tempC: number })[] = [];

  await phone.setOffline(true);
  const passages = passagesOfWeek(here.name, 59);
  for (const passage of passages.slice(0, 57)) {
    await warden.check(passage);
    ledger.push(passage);
  }
  await warden.pick(passages[56]!.number);
  await warden.page.getByText(/^Already logged \d+ s ago by you/).waitFor();
  await warden.button('Skip').click();
  for (const passage of passages.slice(57)) {
    const low = { ...passage, tempC: 34.2 };
    await warden.checkLow(low);
    ledger.push(low);
  }
  await warden.visit(VISITOR, digitsOf(36.4));
  ledger.push({ visitor: VISITOR, direction: 'in', tempC: 36.4 });
  await warden.waiting(61);

  await killPhone(phone, profile);
  phone = await testPhone(profile, { offline: true });
  warden = await Warden.open(phone, server.url);
  await warden.unlock();
  await warden.waiting(61);
  expect(await warden.todayCount()).toBe(60);

  await warden.lock();
  await phone.setOffline(false);
  await expect.poll(async () => (await office.doorLog()).length, { timeout: 60_000 }).toBe(60);
  const rows = await office.doorLog();
  expect(rows.map(asLedger)).toEqual(ledger);
  expect(rows.map(({ repeats, voided, versions }) => [repeats, voided, versions.length])).toEqual(
    rows.map(() => [null, null, 1]),
  );

  const second = await testPhone(freshFolder('phone-2'));
  const colleague = await Warden.enrol(second, server.url, await codeFor('李四', here.id));
  await colleague.startShift();
  await expect.poll(() => colleague.todayCount()).toBe(60);
  const shown = await colleague.todayText();
  for (const row of rows) expect(shown).toContain(row.subject.name);
  for (const { tempC } of ledger) expect(shown).toContain(tempC.toFixed(1));

  const third = await testPhone(freshFolder('phone-3'));
  const replies: Promise<string>[] = [];
  const hear = (response: Response): void => {
    if (response.url().endsWith('/api/v1/sync')) replies.push(response.text());
  };
  third.on('response', hear);
  const elsewhere = await Warden.enrol(third, server.url, await codeFor('周五', there.id));
  await elsewhere.startShift();
  await elsewhere.allReceived();
  expect(await elsewhere.todayCount()).toBe(0);
  third.off('response', hear);
  const heard = (await Promise.all(replies)).join('');
  expect(heard).toContain('"pages"');
  for (const { id } of rows) expect(heard).not.toContain(id);

  await phone.close();
  const secrets = [
    ...rows.flatMap(({ subject: { name, passportName, number } }) =>
      [name, passportName, number].flatMap((text) => text ?? []),
    ),
    ...rows.map(({ reading }) => `"tempC":${String(reading?.tempC)}`),
    '孙二',
  ];
  const readable = filesThatShow(profile, secrets);
  expect(readable).toEqual([]);
  expect(filesThatShow(profile, ['shouwang'])).not.toEqual([]);
}, 600_000);

function asLedger(row: DoorLogRow): unknown {
  const { subject, direction, reading } = row;
  const who = subject.kind === 'visitor' ? { visitor: subject.name } : { number: subject.number };
  return { ...who, direction, tempC: reading?.tempC };
}
