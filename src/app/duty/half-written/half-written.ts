import type { Instant } from '../../../domain/id.ts';

/** What every form that outlives its sheet says of itself, beside what is typed in it. */
export interface HalfWritten {
  /** When the first of it was written; left out of what an older build kept. */
  begunAt?: Instant;
  /** Its sheet was closed over it: it stands there again when it is opened, not by itself. */
  isAside?: boolean;
  /** It was opened again because somebody wanted to write of another one in the same form. */
  isInTheWay?: boolean;
}

/** As it is after this was written in it. */
export const written = <Draft extends HalfWritten>(
  before: Draft,
  part: Partial<Draft>,
  now: Instant,
): Draft => ({ ...before, begunAt: before.begunAt ?? now, isAside: false, ...part });

/** A form has room for one: what is written there comes before another one, and only its own buttons end it. */
export const IN_THE_WAY: HalfWritten = { isInTheWay: true };

/** Closing a sheet is no word on what was typed in it: a thumb beside it, Escape and the phone's own "back" close it. */
export const putAside = <Draft extends HalfWritten>(draft: Draft): Draft => ({
  ...draft,
  isAside: true,
  isInTheWay: false,
});
