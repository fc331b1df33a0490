import type { Journal } from './journal.ts';

/** `pendingLastKnown` is what the lost journal still had to send, as far as this phone remembers. */
export type CanaryReport = { lost: false } | { lost: true; pendingLastKnown: number | null };

/**
 * Compares the journal with what was last known of it outside of it, then keeps that knowledge up to
 * date while the journal is open. A replaced journal is reported once. Call once per run.
 */
export declare function watchCanary(journal: Journal): Promise<CanaryReport>;
