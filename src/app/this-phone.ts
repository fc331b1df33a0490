import { effect, signal } from '@preact/signals';
import { readEnrolment, type Enrolment } from '../store/device.ts';

/** What this phone learned at its enrolment; `null` before. */
export const enrolment = signal<Enrolment | null>(null);

export async function loadEnrolment(): Promise<void> {
  enrolment.value = await readEnrolment();
}

const DEMO_COLOUR = '#ffd33d';

/** In demo mode the browser's own bars are yellow too. */
export function colourDemo(): void {
  effect(() => {
    if (enrolment.value?.isDemo !== true) return;
    for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
      meta.content = DEMO_COLOUR;
  });
}
