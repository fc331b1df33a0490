/** Why the server keeps an operation apart: stored, but in no fold, until a person decides. */
export const PARK_REASONS = [
  'unknown-type',
  'bad-body',
  'bad-signature',
  'not-bound',
  'not-allowed',
  'id-reuse',
  'unknown-reference',
  'time-after-right-ended',
  'unreadable',
  'no-consent',
] as const;
type KnownReason = (typeof PARK_REASONS)[number];

/** As this build can say it: what only a newer server knows is `other`. */
export const knownParkReason = (why: string): KnownReason | 'other' =>
  PARK_REASONS.find((reason) => reason === why) ?? 'other';
