import { canonicalJson } from './canonical-json.ts';
import type { Operation } from './operation.ts';

/** What the signature covers: everything but `seq` and `sig`. */
export function signedText(operation: Omit<Operation, 'sig' | 'seq'>): string {
  const { id, by, at, zone, boot, monoMs, offsetMs, type, tv, shiftId, body } = operation;
  return canonicalJson({ id, by, at, zone, boot, monoMs, offsetMs, type, tv, shiftId, body });
}

/**
 * What makes two sendings of one operation byte-equal: everything but `seq`. The server hashes this
 * text as UTF-8 with SHA-256 and calls the result `sha`.
 */
export function storedText(operation: Omit<Operation, 'seq'>): string {
  const { id, by, at, zone, boot, monoMs, offsetMs, type, tv, shiftId, body, sig } = operation;
  return canonicalJson({ id, by, at, zone, boot, monoMs, offsetMs, type, tv, shiftId, body, sig });
}
