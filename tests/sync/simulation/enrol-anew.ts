import type { EnrolParts, Unlocked } from '../../../src/store/vault.ts';
import type { Page } from './phone.ts';

/** As the enrolment screen does it: `null`, for the lock screen, where another tab was sooner with a later code. */
export async function enrolAnew(page: Page, parts: EnrolParts): Promise<Unlocked | null> {
  try {
    return await page.vault.enrol(parts);
  } catch (error) {
    if (error instanceof page.code.BoundAnew) return null;
    throw error;
  }
}
