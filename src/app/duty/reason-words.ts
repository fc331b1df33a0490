import { offeredReason } from '../../domain/void-reason.ts';
import { t } from './form-strings.ts';

/** A reason of ours in words; anything else as it was written. */
export function reasonWords(reason: string): string {
  const offered = offeredReason(reason);
  return offered === null ? reason : t(`void.reason.${offered}`);
}
