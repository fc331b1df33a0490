import { corrupt } from './file-refusal.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const sampleByteCount = 2048;
/** Some Chinese characters (一) have a zero byte where ASCII ones do not. */
const clearMajority = 3;

/**
 * A byte order mark decides; else UTF-8 if the whole file is valid UTF-8; else GB18030. Text cells never
 * hold NUL bytes, so a file with many of them is UTF-16 that lost its mark.
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = encodingOfMark(bytes) ?? encodingOfNulBytes(bytes);
  const text = marked
    ? decode(bytes, marked)
    : (decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030'));
  if (text === null) throw corrupt('The text is in no known encoding.');
  if (text.includes('\0')) throw corrupt('The file is not text.');
  return text;
}

function encodingOfMark(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return undefined;
}

function encodingOfNulBytes(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, sampleByteCount);
  const evenNulCount = sample.filter((byte, at) => byte === 0 && at % 2 === 0).length;
  const oddNulCount = sample.filter((byte, at) => byte === 0 && at % 2 === 1).length;
  if (oddNulCount > clearMajority * evenNulCount) return 'utf-16le';
  return evenNulCount > clearMajority * oddNulCount ? 'utf-16be' : undefined;
}

/** `null` when the bytes are not text of that encoding. The mark itself is dropped. */
function decode(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
