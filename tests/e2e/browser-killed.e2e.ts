import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import { killPhone } from './support/browser.ts';
import { enrolJournalPhone } from './support/journal-phone.ts';

const KILLS = 8;

test('a browser killed at any moment while it saves loses nothing that it called saved', async () => {
  const { office, profile, whom, open, openPage } = await enrolJournalPhone();
  /** The outside ledger: told by the page the moment it would show "saved". */
  const told: Id[] = [];

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const phone = await open();
    await phone.exposeFunction('told', (id: Id) => void told.push(id));
    const page = await openPage(phone);
    const found = new Set(await page.evaluate(() => globalThis.journalPage.open()));
    expect(told.filter((id) => !found.has(id))).toEqual([]);

    const toldBefore = told.length;
    const saving = page.evaluate(
      (of) => globalThis.journalPage.save({ ...of, count: 100_000, pauseMs: 0, told: 'told' }),
      whom,
    );
    await expect.poll(() => told.length, { interval: 5 }).toBeGreaterThan(toldBefore);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
    await Promise.all([killPhone(phone, profile), Promise.allSettled([saving])]);
  }

  const phone = await open();
  const page = await openPage(phone);
  const kept = await page.evaluate(() => globalThis.journalPage.open());
  expect(told.filter((id) => !kept.includes(id))).toEqual([]);
  expect(await page.evaluate(() => globalThis.journalPage.numbers().sort((a, b) => a - b))).toEqual(
    kept.map((_, index) => index + 1),
  );

  await page.evaluate(() => globalThis.journalPage.send());
  await expect
    .poll(() => page.evaluate(() => globalThis.journalPage.pending()), { timeout: 30_000 })
    .toBe(0);
  await phone.close();
  const received = (await office.doorLog()).map(({ id }) => id);
  expect(received.toSorted()).toEqual(kept.toSorted());
  expect(told.length).toBeGreaterThan(KILLS);
});
