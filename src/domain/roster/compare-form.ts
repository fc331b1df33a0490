/** Controls without a shape: C0/C1 except white space, bidi controls, zero-width space, BOM. */
export const invisible = /(?!\s)\p{Cc}|\p{Bidi_Control}|[\u200B\uFEFF]/gu;

/** A code as it is stored: NFKC, trimmed, without controls. */
export function cleanCode(raw: string): string {
  return raw.replace(invisible, '').normalize('NFKC').trim();
}

/** For comparing codes and words: NFKC, lower case, no white space. */
export function compareForm(raw: string): string {
  return cleanCode(raw).replace(/\s+/gu, '').toLowerCase();
}

/** All dashes are alike: each run of them becomes one hyphen-minus. */
export function plainDashes(text: string): string {
  return text.replace(/[\p{Pd}\u2212\u2043\u30FC\u3161\u2500\u2501]+/gu, '-');
}
