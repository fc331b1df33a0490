import type { Instant } from './id.ts';
import { isAllowed, type Place } from './permission.ts';
import type { Assignment } from './role.ts';

/**
 * Whether these assignments let somebody make a new enrolment card for a person of that place who has no other post.
 * It ends the person's phone before. A right over codes is one over cards, too.
 */
export const mayMakeCard = (own: readonly Assignment[], place: Place, at: Instant): boolean =>
  (['codes', 'cards'] as const).some((part) =>
    isAllowed(own, { area: 'audit', action: 'W', part, place }, at),
  );
