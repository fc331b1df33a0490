/**
 * Letters a to z as the bits 0 to 25 of a number, so that one comparison says whether some text can hold all
 * letters of another.
 */

/** The letters that the words of these texts begin with; words are parted by one space. */
export function firstLettersOf(texts: readonly string[]): number {
  let bits = 0;
  for (const text of texts)
    for (let at = 0; at >= 0; at = nextWord(text, at)) bits |= bitOf(text, at);
  return bits;
}

/** All letters of these texts. */
export function lettersOf(texts: readonly string[]): number {
  let bits = 0;
  for (const text of texts) for (let at = 0; at < text.length; at += 1) bits |= bitOf(text, at);
  return bits;
}

function nextWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 ? -1 : space + 1;
}

function bitOf(text: string, at: number): number {
  const letter = text.charCodeAt(at) - 97;
  return letter >= 0 && letter < 26 ? 1 << letter : 0;
}
