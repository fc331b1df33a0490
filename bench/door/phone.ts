import type { BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { openPhone } from '../../tests/e2e/support/browser.ts';
import { NAME_HELPER, startStopwatch, type Lap, type Sight } from './stopwatch.ts';

const PIN = '271828';

/** A phone with an English screen and a stopwatch in every page. */
export class BenchPhone {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly devtools: CDPSession;

  private constructor(context: BrowserContext, page: Page, devtools: CDPSession) {
    this.context = context;
    this.page = page;
    this.devtools = devtools;
  }

  /** A new browser process over the profile; its page is still empty. */
  static async open(profile: string): Promise<BenchPhone> {
    const context = await openPhone({ profile, locale: 'en-GB' });
    await context.addInitScript({ content: NAME_HELPER });
    await context.addInitScript(startStopwatch);
    const page = context.pages()[0] ?? (await context.newPage());
    return new BenchPhone(context, page, await context.newCDPSession(page));
  }

  /** Slows the page's thread. Workers, cryptography and the disk keep the machine's speed. */
  async slowDown(rate: 1 | 4): Promise<void> {
    await this.devtools.send('Emulation.setCPUThrottlingRate', { rate });
  }

  /** How long a fixed sum takes in the page: proves that `slowDown` is felt. */
  async sumMs(): Promise<number> {
    return this.page.evaluate(() => {
      const startedMs = performance.now();
      let sum = 0;
      for (let step = 0; step < 3e7; step += 1) sum = (sum * 31 + step) % 1009;
      const tookMs = performance.now() - startedMs;
      return sum < 0 ? Number.NaN : tookMs;
    });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  finder(): Locator {
    return this.page.getByRole('combobox', { name: 'Find a person' });
  }

  async typePin(): Promise<void> {
    for (const digit of PIN) await this.button(digit).tap();
  }

  /** From the office's link to the door, the whole directory on board, the app kept for offline. */
  async enrol(url: string, code: string): Promise<void> {
    await this.page.goto(`${url}/#enrol=${code}`);
    await this.page.getByRole('heading', { name: 'Choose a PIN' }).waitFor();
    await this.typePin();
    await this.page.getByRole('heading', { name: 'Once more' }).waitFor();
    await this.typePin();
    await this.page.getByRole('heading', { name: 'Start your shift' }).waitFor();
    await this.button('Start').click();
    await this.finder().waitFor();
    await this.page.getByText(/^All received/).waitFor({ timeout: 120_000 });
    await this.page.waitForFunction(async () => {
      const { active } = await navigator.serviceWorker.ready;
      return active?.state === 'activated';
    });
  }

  /** From the lock screen to the door. */
  async unlock(): Promise<void> {
    await this.page.getByText('Enter your PIN').waitFor();
    await this.typePin();
    await this.finder().waitFor();
  }

  async lock(): Promise<void> {
    await this.button('Lock').click();
    await this.page.getByText('Enter your PIN').waitFor();
  }

  /** Where the loop stands open, whatever this phone showed before. */
  async toDoor(url: string): Promise<void> {
    if (await this.finder().isVisible()) return;
    await this.page.goto(url);
    await this.unlock();
  }

  /** The same origin and browser without the app. */
  async toBarePage(url: string): Promise<void> {
    const bare = `${url}/api/v1/health`;
    if (this.page.url() === bare) return;
    await this.lock();
    await this.page.goto(bare);
  }

  /** Waits without asking the page again and again, which would slow down what is measured. */
  async untilLaps(sight: Sight, count: number): Promise<void> {
    await this.page.evaluate((wanted) => globalThis.untilLaps(wanted), { of: sight, count });
  }

  /** The laps of one sight since the page was loaded or asked last. */
  async laps(sight: Sight): Promise<Lap[]> {
    await this.page.waitForFunction(
      (of) => globalThis.stopwatchLaps[of].every(({ shownMs }) => !Number.isNaN(shownMs)),
      sight,
    );
    return this.page.evaluate((of) => globalThis.stopwatchLaps[of].splice(0), sight);
  }
}
