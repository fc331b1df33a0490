import type { FactType } from '../../../domain/fact.ts';
import type { RecordedOfMe } from '../../../domain/my-record.ts';

/** One's own requests, ticks and consents are told anew, not corrected by the office; a reminder claims nothing. */
const NOT: ReadonlySet<FactType> = new Set(['correction-request', 'consent', 'reminder']);

/** The office has it by then: what is on this phone only is corrected by its author. */
export const mayBeCorrected = ({ fact, read, isTakenBack }: RecordedOfMe): boolean =>
  fact.receivedAt !== null && !isTakenBack && !NOT.has(read.type);
