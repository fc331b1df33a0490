const escapedCharacter = /_x([0-9A-Fa-f]{4})_/g;

/** Joins the pieces of a rich text; reading aids (phonetic runs) are not part of it. */
export class RichText {
  #text = '';
  #isInText = false;
  #phoneticDepth = 0;

  start(): void {
    this.#text = '';
    this.#isInText = false;
    this.#phoneticDepth = 0;
  }

  open(name: string): void {
    if (name === 'rPh') this.#phoneticDepth += 1;
    if (name === 't') this.#isInText = this.#phoneticDepth === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phoneticDepth -= 1;
    if (name === 't') this.#isInText = false;
  }

  add(text: string): void {
    if (this.#isInText) this.#text += text;
  }

  finish(): string {
    return unescapeText(this.#text);
  }
}

/** `_x000D_` stands for a character that XML cannot hold (ECMA-376 22.9.2.19, ST_Xstring). */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(escapedCharacter, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
