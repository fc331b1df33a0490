import type { Spoken } from '../../strings.ts';
import { t } from './lock-strings.ts';

/** Counts seconds for two minutes at most, minutes above. */
export function waitSentence(seconds: number): Spoken {
  if (seconds <= 120) return t.both('wait', { count: seconds });
  return t.both('waitMinutes', { count: Math.ceil(seconds / 60) });
}
