import type { SessionRolls } from '../../src/protocol/office-rollup.ts';
import type { ClassCounts } from './hour-count.ts';
import { SESSION } from './hour-plan.ts';

/** What the office asks for: every class in that session. */
export const ROLLS_PATH = `/api/v1/session-rolls?day=${SESSION.day}&slot=${SESSION.slot}&by=class`;

export function countsOfRolls({ groups }: SessionRolls): ClassCounts {
  return new Map(
    groups.flatMap(({ places }) => places.map(({ place, counts }) => [place.id, counts] as const)),
  );
}
