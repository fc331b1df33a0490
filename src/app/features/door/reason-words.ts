import { t } from './list-strings.ts';

export const VOID_REASONS = ['wrong-person', 'wrong-value', 'double', 'other'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** A reason of ours in words; anything else as it was written. */
export function reasonWords(reason: string): string {
  if (reason === 'undo') return t('undo.reason');
  const known = VOID_REASONS.find((one) => one === reason);
  return known === undefined ? reason : t(`void.reason.${known}`);
}
