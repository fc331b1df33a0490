import * as z from 'zod/mini';

const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

export const CALL_LINES_MAX = 8;

/** Whom somebody calls whose report is abnormal: one for each campus or clinic, as its name says. */
export const CallLine = z.strictObject({
  zh: Name,
  en: Name,
  /** As people write it: digits, blanks, hyphens, brackets; `+` before a country's code. */
  number: z.string().check(z.trim(), z.regex(/^\+?[\d(][\d ()-]{1,29}$/)),
});
export type CallLine = z.infer<typeof CallLine>;

/** What a phone dials. */
export const dialled = ({ number }: CallLine): string => `tel:${number.replaceAll(/[ ()-]/g, '')}`;
