import { join } from 'node:path';
import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { openPhone } from '../../tests/e2e/support/browser.ts';
import { RoundKeeper } from '../../tests/e2e/support/round-keeper.ts';
import { NAME_HELPER } from '../door/stopwatch.ts';
import { say } from '../progress.ts';
import type { Prop, Stage } from '../stage.ts';
import { openRoundCampus, ROOMS, type RoundCampus } from './round-campus.ts';
import { startTapWatch, type TapTimes } from './tap-watch.ts';

const ROUND_CAMPUS: Prop<RoundCampus> = {
  open: ({ folder }) => openRoundCampus(folder),
  close: ({ server }) => server.stop(),
};

/** A keeper's phone on the round, in the list of the unit's rooms. */
export interface RoundPhone {
  context: BrowserContext;
  page: Page;
  devtools: CDPSession;
  keeper: RoundKeeper;
}

export async function openRoundPhone(stage: Stage, unit: keyof typeof ROOMS): Promise<RoundPhone> {
  const { server, codes } = await stage.get(ROUND_CAMPUS);
  say(`phone of the unit of ${ROOMS[unit]} rooms: enrol, load`);
  const profile = join(stage.folder, 'round', `phone-${unit}`);
  const context = await openPhone({ profile, locale: 'en-GB' });
  await context.addInitScript({ content: NAME_HELPER });
  await context.addInitScript(startTapWatch);
  const keeper = await RoundKeeper.enrol(context, server.url, codes[unit]);
  await keeper.startRound();
  await keeper.page.getByText(`0 of ${ROOMS[unit]} rooms`).waitFor({ timeout: 120_000 });
  await keeper.warden.allReceived();
  await keeper.warden.readyOffline();
  await context.setOffline(true);
  const { page } = keeper;
  return { context, page, devtools: await context.newCDPSession(page), keeper };
}

export async function slowDown({ devtools }: RoundPhone, rate: 1 | 4): Promise<void> {
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

/** One touch, and how long until the frames that show that it is answered, and what it did. */
export async function tapTimes(
  { page }: RoundPhone,
  target: Locator,
  answer: { selector: string; words: string },
): Promise<TapTimes> {
  await target.scrollIntoViewIfNeeded();
  await page.evaluate(({ selector, words }) => globalThis.watchTap(selector, words), answer);
  await target.tap();
  return page.evaluate(() => globalThis.tapTimes());
}
