import { CODE_LENGTH } from '../../../protocol/enrolment-code.ts';

/** "K7QM2XPA9RTE" as "K7QM-2XPA-9RTE", as far as it is typed. Anything longer is left as it is. */
export function formatCode(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^0-9A-Z]/gu, '');
  if (plain.length > CODE_LENGTH) return typed;
  return plain.replace(/(.{4})(?=.)/gu, '$1-');
}
