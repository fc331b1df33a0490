import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import { killPhone } from './support/browser.ts';
import { enrolJournalPhone } from './support/journal-phone.ts';

const KILLS = 8;

/** What is recorded in the last moments before a kill may not have reached the second copy yet. */
const LAST_MOMENTS = 10;

test('a browser killed at any moment while it saves loses nothing that it called saved', async () => {
  const { office, profile, whom, open, openPage, newCode } = await enrolJournalPhone();
  /** The outside ledger: told by the page the moment it would show "saved". */
  const told: Id[] = [];
  /** What the browser threw away with its databases, and the second copy brought to the server. */
  let recovered: Id[] = [];

  /**
   * A kill between two writes of one record can cost Chromium all databases at one of its next starts. Then what the copy
   * held is on the server, and the phone begins anew.
   */
  async function reopen(page: Page): Promise<void> {
    const found = await page.evaluate(() => globalThis.journalPage.open());
    if (found === null) {
      await page.evaluate((code) => globalThis.journalPage.enrol(code), await newCode());
      expect(await page.evaluate(() => globalThis.journalPage.recover())).not.toBeNull();
      recovered = (await office.doorLog()).map(({ id }) => id);
    }
    const all = new Set([...recovered, ...(found ?? [])]);
    const missing = told.filter((id) => !all.has(id));
    expect(missing).toEqual(found === null ? told.slice(told.length - missing.length) : []);
    expect(missing.length).toBeLessThan(LAST_MOMENTS);
    told.splice(told.length - missing.length);
  }

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const phone = await open();
    await phone.exposeFunction('told', (id: Id) => void told.push(id));
    const page = await openPage(phone);
    await reopen(page);

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
  await reopen(page);
  const kept = (await page.evaluate(() => globalThis.journalPage.open())) ?? [];
  expect(await page.evaluate(() => globalThis.journalPage.numbers().sort((a, b) => a - b))).toEqual(
    kept.map((_, index) => index + 1),
  );

  await page.evaluate(() => globalThis.journalPage.send());
  await expect
    .poll(() => page.evaluate(() => globalThis.journalPage.pending()), { timeout: 30_000 })
    .toBe(0);
  await phone.close();
  const received = (await office.doorLog()).map(({ id }) => id);
  expect(received.toSorted()).toEqual([...recovered, ...kept].toSorted());
  expect(told.length).toBeGreaterThan(KILLS);
});
