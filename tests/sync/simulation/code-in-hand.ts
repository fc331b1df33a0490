import type { EnrolParts, Unlocked } from '../../../src/store/vault.ts';
import type { Run } from './timeline.ts';
import type { Page, Phone } from './phone.ts';

const PATIENCE_MS = 40_000;

/** An enrolment code of the office, which gives the phone's member a new secret. */
export class CodeInHand {
  readonly #phone: Phone;
  readonly #pin: string;
  /** In which run it will be typed again. */
  #waitsIn: Run | null = null;
  /** Given by the office, and not yet used. */
  #code: string | null = null;
  #askForAnother: () => void = () => undefined;

  constructor(phone: Phone, pin: string) {
    this.#phone = phone;
    this.#pin = pin;
  }

  /**
   * It is typed until it has worked. Where it is refused, the person asks for another: an earlier one, whose
   * answer never came, may have ended what the phone had.
   */
  take(code: string, askForAnother: () => void): void {
    this.#code = code;
    this.#askForAnother = askForAnother;
    this.type();
  }

  type(): void {
    const phone = this.#phone;
    const { timeline } = phone.parts;
    const [page, code] = [phone.page(), this.#code];
    if (!page || code === null) return;
    let isAnswered = false;
    // The enrolment screen waits as long as the browser does; the person does not.
    const giveUp = () => void (isAnswered || phone.reopen());
    timeline.at(phone.run, PATIENCE_MS, ['patience', giveUp]);
    phone.do('enrol again', async () => {
      const enrolledToken = await page.vault.deviceToken();
      const parts = { code, vault: page.vault, enrolledToken, fetch: page.fetch };
      const redeemed = await page.code.redeem({ ...parts, deviceName: 'phone', platform: 'sim' });
      isAnswered = true;
      timeline.note(`${phone.device.name} enrols again: ${redeemed.ok || redeemed.why}`);
      if (!redeemed.ok) {
        if (redeemed.why.startsWith('code-') && this.#code === code) {
          this.#code = null;
          this.#askForAnother();
        }
        this.#typeAgain(phone.run);
        return;
      }
      phone.signedIn = phone.member;
      phone.lock([page]);
      const unlocked = await enrolAnew(page, { ...redeemed, pin: this.#pin });
      phone.lock(); // the other tabs hear of it
      if (this.#code === code) this.#code = null;
      if (unlocked !== null) await phone.show(page, unlocked);
      phone.unlock(); // the other tabs
    });
  }

  /** One person has two hands: however many tabs were refused, it is typed once more. */
  #typeAgain(run: Run): void {
    if (this.#waitsIn === run) return;
    this.#waitsIn = run;
    const again = (): void => {
      this.#waitsIn = null;
      this.type();
    };
    this.#phone.parts.timeline.at(run, 5000, ['types it again', again]);
  }
}

/** As the enrolment screen does it: `null`, for the lock screen, where another tab was sooner with a later code. */
export async function enrolAnew(page: Page, parts: EnrolParts): Promise<Unlocked | null> {
  try {
    return await page.vault.enrol(parts);
  } catch (error) {
    if (error instanceof page.code.BoundAnew) return null;
    throw error;
  }
}
