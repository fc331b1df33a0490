import { expect, vi } from 'vitest';
import { digitsOf, type Passage } from '../../support/readings.ts';
import { PIN } from '../../support/warden.ts';
import type { EngineDriver } from './engine.ts';
import { reach, type Part } from './reach.ts';

/** What a warden does on an English phone, in any engine, by tapping alone. */
export class EngineWarden {
  private readonly engine: EngineDriver;

  constructor(engine: EngineDriver) {
    this.engine = engine;
  }

  /** Waits for the part; answers with what it says. */
  see(part: Part): Promise<string> {
    return this.until({ part, press: false });
  }

  async press(part: Part): Promise<void> {
    await this.until({ part, press: true });
  }

  private until(step: { part: Part; press: boolean }): Promise<string> {
    return vi.waitFor(
      async () => {
        const words = await this.engine.evaluate(reach, step);
        if (words === null) throw new Error(`not on the screen: ${JSON.stringify(step.part)}`);
        return words;
      },
      { timeout: 60_000, interval: 100 },
    );
  }

  private async type(digits: string): Promise<void> {
    for (const digit of digits) await this.press({ role: 'button', name: digit });
  }

  /** From the office's link to the loop, on the only door of the building. */
  async enrolAndStartShift(url: string, code: string): Promise<void> {
    await this.engine.goto(`${url}/#enrol=${code}`);
    await this.see({ role: 'heading', name: 'Choose a PIN' });
    await this.type(PIN);
    await this.see({ role: 'heading', name: 'Once more' });
    await this.type(PIN);
    await this.press({ role: 'button', name: 'Start' });
    await this.seeLoop();
  }

  async lock(): Promise<void> {
    await this.press({ role: 'button', name: 'Lock' });
    await this.see({ role: 'main', containing: 'Enter your PIN' });
  }

  async unlock(): Promise<void> {
    await this.see({ role: 'main', containing: 'Enter your PIN' });
    await this.type(PIN);
  }

  async seeLoop(): Promise<void> {
    await this.see({ role: 'combobox', name: 'Find a person' });
  }

  /** One whole passage, until the screen is ready for the next person. */
  async check({ number, direction, tempC }: Passage): Promise<void> {
    await this.type(number);
    await this.press({ role: 'option', containing: number });
    const turn = await this.see({ role: 'button', containing: 'Tap to change' });
    const wanted = direction === 'in' ? 'Entry' : 'Exit';
    if (!turn.startsWith(wanted)) await this.press({ role: 'button', name: turn });
    await this.see({ role: 'button', containing: wanted });
    await this.type(digitsOf(tempC));
    await this.press({ role: 'button', name: 'Done' });
    await this.seeLoop();
  }

  async todayText(): Promise<string> {
    await this.press({ role: 'link', name: 'Today' });
    await this.see({ role: 'main', containing: 'Today at this door' });
    return this.see({ role: 'main' });
  }

  /** What the header says of the records. */
  async header(containing: string): Promise<string> {
    return this.see({ role: 'banner', containing });
  }

  /** Asks for a try at once, from the header's sheet. */
  async sendNow(): Promise<void> {
    await this.press({ role: 'button', containing: 'Server' });
    await this.press({ role: 'button', name: 'Send now' });
    await this.press({ role: 'button', name: 'Close' });
  }

  /** The worker holds the whole app and answers for this page. */
  async readyOffline(): Promise<void> {
    const isReady = async (): Promise<boolean> => {
      const registration = await navigator.serviceWorker.getRegistration();
      return (
        registration?.active?.state === 'activated' && navigator.serviceWorker.controller !== null
      );
    };
    await expect
      .poll(() => this.engine.evaluate(isReady, undefined), { timeout: 60_000, interval: 100 })
      .toBe(true);
  }

  hearsServer(): Promise<boolean> {
    const asks = (): Promise<boolean> =>
      fetch('/api/v1/health').then(
        ({ ok }) => ok,
        () => false,
      );
    return this.engine.evaluate(asks, undefined);
  }
}
