import type { Spoken } from '../strings.ts';

/** A name as people write it: not ours to translate. */
export function asWritten(text: string): Spoken {
  return { text, lang: '', second: null };
}
