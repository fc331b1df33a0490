import type { ClusterAlarm } from '../../../domain/cluster-alarm.ts';

/** Nobody has taken it on. */
export const isWaiting = ({ acknowledged }: ClusterAlarm): boolean => acknowledged.length === 0;

const MINUTE_MS = 60_000;

/** What is left of the time to tell, or by how much it is over, in whole hours and minutes. */
export function timeLeft(
  { dueAt }: ClusterAlarm,
  nowMs: number,
): { isOver: boolean; hours: number; minutes: number } {
  const leftMs = Date.parse(dueAt) - nowMs;
  const minutes = Math.floor(Math.abs(leftMs) / MINUTE_MS);
  return { isOver: leftMs <= 0, hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
