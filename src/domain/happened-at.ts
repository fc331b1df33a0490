import type { Instant } from './id.ts';
import type { Fact } from './operation.ts';

/** How long after it was written by hand something may be typed in and still count as of then. */
export const PAPER_DAYS = 7;

type Timed = Pick<Fact, 'body' | 'correctedAt'>;

/**
 * When it was so: what was written on paper and typed in later, at the time on the paper; anything else at its
 * corrected time. A time on paper that lies after the typing, or more than `PAPER_DAYS` before it, is shown but
 * moves nothing. Where a fact lies, who may record it and how long it is kept goes by the corrected time alone.
 */
export function happenedAt({ body, correctedAt }: Timed): Instant {
  const written = onPaperAt(body);
  if (written === null || written > correctedAt) return correctedAt;
  const ageMs = Date.parse(correctedAt) - Date.parse(written);
  return ageMs > PAPER_DAYS * 86_400_000 ? correctedAt : written;
}

/** When a shift or round that runs now began: one that is typed in, at the time on the paper. */
export const beganAt = (running: { body: unknown; startedAt: Instant }): Instant =>
  happenedAt({ body: running.body, correctedAt: running.startedAt });

/** The order of what may come from paper: when it was so, then id. */
export function byMoment<Told extends Timed & Pick<Fact, 'id'>>(a: Told, b: Told): number {
  const [atA, atB] = [happenedAt(a), happenedAt(b)];
  if (atA !== atB) return atA < atB ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** The time written by hand, whether it counts or not; `null` for what was recorded there and then. */
export function onPaperAt(body: unknown): Instant | null {
  if (typeof body !== 'object' || body === null || !('onPaperAt' in body)) return null;
  return typeof body.onPaperAt === 'string' ? body.onPaperAt : null;
}

/** When something was typed in from paper; `null` for what was recorded there and then. */
export const typedInAt = ({ body, correctedAt }: Timed): Instant | null =>
  onPaperAt(body) === null ? null : correctedAt;
