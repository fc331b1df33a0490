import type { Directory } from './person.ts';

/** "6-101", or "101" where there are no units; empty where the roster does not say. */
export function roomOf({ home }: Pick<Directory, 'home'>): string {
  if (home === null || home.room === null) return '';
  return home.unit === null ? home.room : `${home.unit}-${home.room}`;
}
