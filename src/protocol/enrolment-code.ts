/** Letters and digits that cannot be confused (Crockford base32); 12 of them are 60 bits. */
export const CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_LENGTH = 12;

/** What a person typed or scanned, as the code it means: case, spaces, dashes, O/0 and I/L/1 do not matter. `null` if it is none. */
export function readCode(typed: string): string | null {
  const fragment = /#enrol=([^&]+)/.exec(typed)?.[1] ?? typed;
  const code = fragment
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const isCode = code.length === CODE_LENGTH && [...code].every((c) => CODE_ALPHABET.includes(c));
  return isCode ? code : null;
}
