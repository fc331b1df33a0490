import { signal } from '@preact/signals';
import type { Recovered } from '../sync/forward-copies.ts';

/** What came of the second copy of a journal that this phone has lost; `null`: nothing yet, or there was none. */
export const recovered = signal<Recovered>(null);
