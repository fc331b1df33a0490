import type { Instant } from './id.ts';

/**
 * `differs`: what the phone has receipts for is not what the server holds. `silent`: it said that records
 * wait on it, and has not been heard since.
 */
export type PhoneAlarm = 'differs' | 'silent';

/** A phone that has a network is heard within a minute or so; an hour without one is worth a call. */
const SILENT_MS = 3_600_000;

export function phoneAlarm(
  phone: { lastContactAt: Instant | null; pending: number; differsSince: Instant | null },
  nowMs: number,
): PhoneAlarm | null {
  if (phone.differsSince !== null) return 'differs';
  if (phone.pending === 0 || phone.lastContactAt === null) return null;
  return nowMs - Date.parse(phone.lastContactAt) > SILENT_MS ? 'silent' : null;
}
