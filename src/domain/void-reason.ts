/** The reasons a screen offers for taking a fact back; a person may also write their own. */
export const VOID_REASONS = ['undo', 'wrong-person', 'wrong-value', 'double', 'other'] as const;
export type VoidReason = (typeof VOID_REASONS)[number];

/** `null` where a person wrote it. */
export function offeredReason(reason: string): VoidReason | null {
  return VOID_REASONS.find((one) => one === reason) ?? null;
}
