import type { Chance } from '../../../src/server/demo/chance.ts';

/** What befalls few worlds, how often of 1, and what it cannot be told apart from. */
export const RARE = {
  photos: { share: 0.2, not: [] },
  colleagues: { share: 0.2, not: [] },
  /** The book of the simulated office has the first secrets only; and what only a cleared phone had, no restore brings. */
  cleared: { share: 0.12, not: ['backups', 'enrolments'] },
  /** A restored server does not know of it; who has a new code is a new phone. */
  revoked: { share: 0.12, not: ['backups', 'enrolments'] },
  /** What a phone loads comes in many small pages, and it often dies between two. */
  'small-pages': { share: 0.1, not: [] },
  /** Phones whose monotonic clock stands meanwhile. Their worlds last longer. */
  sleeps: { share: 0.15, not: [] },
} as const satisfies Record<string, { share: number; not: readonly string[] }>;

export type RareName = keyof typeof RARE;

export function drawRare(
  chance: Chance,
  of: { names: ReadonlySet<string>; needs: readonly string[] },
): RareName[] {
  return (Object.keys(RARE) as RareName[]).filter((name) => {
    const { share, not } = RARE[name];
    const isDrawn = chance.happens(share) || of.needs.includes(name);
    return isDrawn && not.every((other) => !of.names.has(other));
  });
}
