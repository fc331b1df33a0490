import { expect, onTestFinished, test } from 'vitest';
import { enrolJournalPhone } from './support/journal-phone.ts';

async function openTabs(count: number) {
  const { office, whom, open, openPage } = await enrolJournalPhone();
  const phone = await open();
  onTestFinished(() => phone.close());
  const tabs = await Promise.all(Array.from({ length: count }, () => openPage(phone)));
  for (const tab of tabs) await tab.evaluate(() => globalThis.journalPage.open());
  return { office, whom, tabs };
}

test('50 records of one second from two tabs that both send are numbered without a hole, and received once', async () => {
  const { office, whom, tabs } = await openTabs(2);

  const saved = await Promise.all(
    tabs.map((tab) =>
      tab.evaluate((of) => {
        globalThis.journalPage.send();
        return globalThis.journalPage.save({ ...of, count: 25, pauseMs: 20 });
      }, whom),
    ),
  );

  for (const tab of tabs) {
    await expect
      .poll(() => tab.evaluate(() => globalThis.journalPage.pending()), { timeout: 20_000 })
      .toBe(0);
    const numbers = await tab.evaluate(() => globalThis.journalPage.numbers());
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  }
  const received = (await office.doorLog()).map(({ id }) => id);
  expect(received.toSorted()).toEqual(saved.flat().toSorted());
});

test('a tab sends within 30 s although a frozen one holds the lock', async () => {
  const { office, whom, tabs } = await openTabs(2);
  const [frozen, living] = [tabs[0]!, tabs[1]!];
  await frozen.evaluate(() => {
    void navigator.locks.request('shouwang-sync', () => new Promise(() => undefined));
  });

  const saved = await living.evaluate((of) => {
    globalThis.journalPage.send();
    return globalThis.journalPage.save({ ...of, count: 3, pauseMs: 0 });
  }, whom);

  expect(await office.doorLog()).toEqual([]);
  await expect
    .poll(() => living.evaluate(() => globalThis.journalPage.pending()), { timeout: 32_000 })
    .toBe(0);
  expect((await office.doorLog()).map(({ id }) => id).toSorted()).toEqual(saved.toSorted());
});
