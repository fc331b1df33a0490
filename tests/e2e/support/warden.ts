import { expect } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { digitsOf, type Passage } from './readings.ts';

export const PIN = '271828';

/** What a warden does on an English phone, found by the same labels and roles. */
export class Warden {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(phone: BrowserContext, url: string): Promise<Warden> {
    const page = phone.pages()[0] ?? (await phone.newPage());
    await page.goto(url);
    return new Warden(page);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async typePin(pin = PIN): Promise<void> {
    for (const digit of pin) await this.button(digit).click();
  }

  /** From the office's link to the first screen behind the PIN. */
  static async enrol(phone: BrowserContext, url: string, code: string): Promise<Warden> {
    const warden = await Warden.open(phone, `${url}/#enrol=${code}`);
    await warden.choosePin(PIN);
    return warden;
  }

  async choosePin(pin: string): Promise<void> {
    await this.page.getByRole('heading', { name: 'Choose a PIN' }).waitFor();
    await this.typePin(pin);
    await this.page.getByRole('heading', { name: 'Once more' }).waitFor();
    await this.typePin(pin);
  }

  async unlock(pin = PIN): Promise<void> {
    await this.page.getByText('Enter your PIN').waitFor();
    await this.typePin(pin);
  }

  /** Door (where there is a choice), forehead, °C. */
  async startShift(door?: string): Promise<void> {
    await this.page.getByRole('heading', { name: 'Start your shift' }).waitFor();
    if (door !== undefined) await this.page.getByRole('radio', { name: door }).check();
    await this.button('Start').click();
    await this.finder().waitFor();
  }

  /** Each check, until the second copy has one file more: that of its moment. */
  async checkCopied(passages: readonly Passage[]): Promise<void> {
    const files = (): Promise<number> =>
      this.page.evaluate(async () => (await (await caches.open('second-copy')).keys()).length);
    for (const passage of passages) {
      const before = await files();
      await this.check(passage);
      await expect.poll(files, { timeout: 15_000 }).toBeGreaterThan(before);
    }
  }

  finder(): Locator {
    return this.page.getByRole('combobox', { name: 'Find a person' });
  }

  /** Finds by what is typed and takes the first. */
  async pick(query: string): Promise<void> {
    await this.finder().fill(query);
    await this.page.getByRole('option').first().click();
  }

  async turnTo(direction: 'in' | 'out'): Promise<void> {
    const turn = this.button(/Tap to change$/);
    const wanted = direction === 'in' ? 'Entry' : 'Exit';
    const shown = (await turn.getAttribute('aria-label')) ?? '';
    if (!shown.startsWith(wanted)) await turn.click();
    await this.button(new RegExp(`^${wanted}`)).waitFor();
  }

  /** One whole passage, until the screen is ready for the next person. */
  async check(passage: Passage): Promise<void> {
    await this.pick(passage.number);
    await this.turnTo(passage.direction);
    await this.measure(digitsOf(passage.tempC));
    await this.finder().waitFor();
  }

  /** A reading that asks for another one, after which the warden turns to somebody else. */
  async checkLow(passage: Passage): Promise<void> {
    await this.pick(passage.number);
    await this.turnTo(passage.direction);
    await this.measure(digitsOf(passage.tempC));
    await this.page.getByText('Too low: measure again').first().waitFor();
    await this.button('Somebody else').click();
    await this.finder().waitFor();
  }

  async measure(digits: string): Promise<void> {
    for (const digit of digits) await this.button(digit).click();
    await this.button('Done').click();
  }

  async visit(name: string, digits: string): Promise<void> {
    await this.button('New visitor').click();
    const form = this.page.getByRole('dialog');
    await form.getByLabel("Visitor's name").fill(name);
    await form.getByLabel('Phone').fill('15400000001');
    await form.getByRole('button', { name: 'Save and measure' }).click();
    await this.measure(digits);
    await this.finder().waitFor();
  }

  async lock(): Promise<void> {
    await this.button('Lock').click();
    await this.page.getByText('Enter your PIN').waitFor();
  }

  /** How many checks today's list of this door holds. */
  async todayCount(): Promise<number> {
    await this.page.getByRole('link', { name: 'Today' }).click();
    const words = await this.page.getByText(/^\d+ of \d+$/).textContent();
    await this.page.getByRole('link', { name: 'Check' }).click();
    return Number(/of (\d+)/.exec(words ?? '')?.[1]);
  }

  async todayText(): Promise<string> {
    await this.page.getByRole('link', { name: 'Today' }).click();
    const more = this.button('Show more');
    while (await more.isVisible()) await more.click();
    return (await this.page.getByRole('main').textContent()) ?? '';
  }

  /** The header's word that the server has everything. */
  async allReceived(timeout = 60_000): Promise<void> {
    await this.page.getByText(/^All received/).waitFor({ timeout });
  }

  async waiting(count: number): Promise<void> {
    await expect
      .poll(() => this.page.getByRole('banner').textContent(), { timeout: 15_000 })
      .toContain(`${count} waiting`);
  }

  /** The header's sheet: where the records are. */
  async openSync(): Promise<void> {
    await this.page.getByRole('banner').getByRole('button').first().click();
  }

  /** Asks for a try at once, from the header's sheet. */
  async sendNow(): Promise<void> {
    await this.openSync();
    const sheet = this.page.getByRole('dialog');
    const send = sheet.getByRole('button', { name: 'Send now' });
    if (await send.isEnabled()) await send.click();
    await sheet.getByRole('button', { name: 'Close' }).click();
  }

  /** The worker holds the whole app: from here on it starts without network. */
  async readyOffline(): Promise<void> {
    await this.page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.ready;
      return registration.active?.state === 'activated';
    });
  }
}
