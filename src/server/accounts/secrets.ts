import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { CARD_CODE_LENGTH, CODE_ALPHABET, CODE_LENGTH } from '../../protocol/enrolment-code.ts';

/** 256 random bits, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How 256-bit secrets are kept: they need no salt and no slow hash. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

export const newCode = (): string => randomCode(CODE_LENGTH);
/** Good only together with a person's number. */
export const newCardCode = (): string => randomCode(CARD_CODE_LENGTH);

const randomCode = (length: number): string =>
  Array.from({ length }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** `XXXX-XXXX-XXXX`, as people read it out. */
export const groupCode = (code: string): string => (code.match(/.{1,4}/g) ?? []).join('-');

/** A code has 60 bits, that of a card 40: without the server's own secret a stolen table could be searched. */
export const hashCode = (serverSecret: string, code: string): string =>
  createHmac('sha256', serverSecret).update(`enrolment-code|${code}`).digest('base64url');

/** How the number of a person is known again without being written down beside its tries. */
export const hashNumber = (serverSecret: string, number: string): string =>
  createHmac('sha256', serverSecret).update(`enrolment-number|${number}`).digest('base64url');

/** Signs the cookie that names a phone. */
export const cookieSecret = (serverSecret: string): string =>
  createHmac('sha256', serverSecret).update('device-cookie').digest('base64url');

export const hmacText = (secret: string, text: string): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url');

/** Equal, in a time that does not tell where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
