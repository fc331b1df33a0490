import type { Instant } from '../../domain/id.ts';
import { clockTime } from '../clock-time.ts';
import { campusZone } from '../campus-zone.ts';
import type { Timed } from './clock.ts';

/** "14:05" in the campus's zone, wherever the phone thinks it is; with the day where that is not today. */
export function timeOf(duty: Timed, at: Instant): string {
  return clockTime(Date.parse(at), { now: duty.nowMs.peek(), zone: campusZone(duty.app) });
}

/** "2020-06-08" in the campus's zone. */
export function dayOf(duty: Timed, at: Instant): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: campusZone(duty.app) }).format(new Date(at));
}

/** "14:00", the full hour in which it happened. */
export function hourOf(duty: Timed, at: Instant): string {
  return `${timeOf(duty, at).slice(0, -2)}00`;
}
