import type { BrowserContext, Locator, Page } from 'playwright-core';
import { Warden } from './warden.ts';

/** What a unit keeper does in the rooms on an English phone, found by the same labels and roles. */
export class RoundKeeper {
  readonly warden: Warden;
  /** Touches so far of the room that is open; digits of readings are counted apart. */
  touches = 0;
  digits = 0;

  constructor(warden: Warden) {
    this.warden = warden;
  }

  static async enrol(phone: BrowserContext, url: string, code: string): Promise<RoundKeeper> {
    return new RoundKeeper(await Warden.enrol(phone, url, code));
  }

  get page(): Page {
    return this.warden.page;
  }

  /** My own unit, forehead, °C. */
  async startRound(): Promise<void> {
    await this.page.getByRole('heading', { name: 'Start a round' }).waitFor();
    await this.warden.button('Start the round').click();
    await this.list();
  }

  list(): Promise<void> {
    return this.page.getByRole('searchbox', { name: 'Room number' }).waitFor();
  }

  room(code: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(`^${code} `) });
  }

  /** "3 of 9 rooms · 1 to revisit" */
  async progress(): Promise<string> {
    const line = this.page.getByRole('status').filter({ hasText: /^\d+ of \d+ rooms/ });
    return (await line.textContent()) ?? '';
  }

  async enter(code: string): Promise<void> {
    this.touches = 0;
    this.digits = 0;
    await this.touch(this.room(code));
    await this.isIn(code);
  }

  isIn(code: string): Promise<void> {
    return this.page.getByRole('heading', { name: `Room ${code}`, exact: true }).waitFor();
  }

  async toList(): Promise<void> {
    await this.warden.button('List of rooms').click();
    await this.list();
  }

  /** Resolves when it is kept: the next room, or the list, is there. */
  async allPresent(code: string): Promise<void> {
    await this.touch(this.warden.button('All present, no complaint'));
    await this.page.getByText(new RegExp(`^Room ${code}: \\d+ present. Saved`)).waitFor();
  }

  async othersPresent(): Promise<void> {
    await this.touch(this.warden.button(/^The other .* present$/));
    await this.page.getByText(/present. Saved$/).waitFor();
  }

  async say(name: string, state: 'Present' | 'On leave' | 'Absent' | 'Just out'): Promise<void> {
    const states = this.page.getByRole('group', { name: `Where ${name} is` });
    const button = states.getByRole('button', { name: state });
    await this.touch(button);
    await this.page.getByText(`${name}: saved`).waitFor();
  }

  async measure(name: string): Promise<void> {
    await this.touch(this.warden.button(`Measure ${name}`));
    await this.measuring(name).waitFor();
  }

  measuring(name: string): Locator {
    return this.page.getByRole('textbox', { name: `Temperature of ${name}` });
  }

  /** Three digits; resolves when the reading is kept. */
  async reading(name: string, digits: string): Promise<void> {
    await this.measuring(name).waitFor();
    for (const digit of digits) {
      await this.warden.button(digit).click();
      this.digits += 1;
    }
    const tempC = (Number(digits) / 10).toFixed(1);
    await this.page.getByText(`${name}: ${tempC} °C saved`).waitFor();
  }

  private async touch(target: Locator): Promise<void> {
    await target.click();
    this.touches += 1;
  }
}
