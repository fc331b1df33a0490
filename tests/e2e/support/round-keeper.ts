import { expect } from 'vitest';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { greyPhoto } from './camera.ts';
import { Warden } from './warden.ts';

/** What a unit keeper does on the round, on an English phone, found by the same labels and roles. */
export class RoundKeeper {
  readonly warden: Warden;
  readonly page: Page;

  constructor(warden: Warden) {
    this.warden = warden;
    this.page = warden.page;
  }

  static async enrol(phone: BrowserContext, url: string, code: string): Promise<RoundKeeper> {
    return new RoundKeeper(await Warden.enrol(phone, url, code));
  }

  button(name: string | RegExp): Locator {
    return this.warden.button(name);
  }

  sheet(): Locator {
    return this.page.getByRole('dialog');
  }

  async openDuty(name: string): Promise<void> {
    await this.page.getByRole('link', { name, exact: true }).click();
  }

  /** Of this unit, where there are several. */
  async startRound(unit?: string): Promise<void> {
    await this.page.getByRole('heading', { name: 'Start a round' }).waitFor();
    if (unit !== undefined)
      await this.page.getByRole('radio', { name: unit, exact: true }).check({ force: true });
    await this.button('Start the round').click();
    await this.page.getByRole('searchbox', { name: 'Room number' }).waitFor();
  }

  rowOf(code: string): Locator {
    return this.page.getByRole('link', { name: new RegExp(`^${code} `) });
  }

  /** "3 of 9 rooms · 1 to revisit" */
  async progress(): Promise<string> {
    const line = this.page.getByRole('status').filter({ hasText: /^\d+ of \d+ rooms/ });
    return (await line.textContent()) ?? '';
  }

  async isIn(code: string): Promise<void> {
    await this.page.getByRole('heading', { name: `Room ${code}`, exact: true }).waitFor();
  }

  async open(code: string): Promise<void> {
    await this.rowOf(code).click();
    await this.isIn(code);
  }

  async toList(): Promise<void> {
    await this.button('List of rooms').click();
    await this.page.getByRole('searchbox', { name: 'Room number' }).waitFor();
  }

  /** The big button, whatever it says; then the screen has gone on to this room, or to the list. */
  async goOn(words: string, next: string | null): Promise<void> {
    await this.button(words).click();
    if (next === null) await this.rowOf('101').waitFor();
    else await this.isIn(next);
  }

  async say(name: string, state: string): Promise<void> {
    const word = this.page
      .getByRole('group', { name: `Where ${name} is` })
      .getByRole('button', { name: state, exact: true });
    await word.click();
    await expect.poll(() => word.getAttribute('aria-pressed')).toBe('true');
  }

  async type(digits: string): Promise<void> {
    for (const digit of digits) await this.button(digit).click();
  }

  /** Who is measured after this one is whoever's field stands there; a thumb is no faster than a key that bounces. */
  async isMeasuring(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: `Temperature of ${name}` }).waitFor();
    await this.page.waitForTimeout(150);
  }

  async takePhoto(grey: number): Promise<void> {
    const buffer = await greyPhoto(this.page, grey);
    const before = await this.sheet().getByRole('img').count();
    await this.sheet()
      .getByLabel('Take a photo')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer });
    await this.sheet().getByAltText('Photo 1').waitFor();
    expect(before).toBe(0);
  }

  /** A hundred points, and what is lost of one of them: as many taps as steps. */
  async deduct(steps: number, words: string): Promise<void> {
    const more = this.sheet().getByRole('button', { name: /^−\d+ more$/ });
    for (let tap = 1; tap < steps; tap += 1) await more.click();
    await this.sheet().getByText(words).waitFor();
  }

  async applySeal(seal: {
    thing: string;
    room: string;
    place: string;
    number: string;
    reason: string;
    witness: string;
  }): Promise<void> {
    await this.button('Apply a seal').click();
    const form = this.sheet();
    await form.getByRole('radio', { name: seal.thing, exact: true }).check({ force: true });
    await form.getByRole('combobox').selectOption(seal.room);
    await form.getByLabel('Where exactly').fill(seal.place);
    await form.getByLabel('Number on the seal').fill(seal.number);
    await form.getByLabel('Why', { exact: true }).fill(seal.reason);
    await form.getByLabel('Witness').fill(seal.witness);
    await form.getByRole('button', { name: 'Save the seal' }).click();
    await this.page.getByText(`Seal ${seal.number} saved`).waitFor();
  }
}
