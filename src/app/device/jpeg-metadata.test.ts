import { expect, test } from 'vitest';
import { withoutMetadata } from './jpeg-metadata.ts';

const segment = (marker: number, text: string) => [
  0xff,
  marker,
  0,
  text.length + 2,
  ...new TextEncoder().encode(text),
];
const jpegOf = (...segments: number[][]) =>
  new Uint8Array([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
const JFIF = segment(0xe0, 'JFIF');
const TABLE = segment(0xdb, 'table');

test('place, camera and comments go, and everything that makes the picture stays', () => {
  const taken = jpegOf(
    JFIF,
    segment(0xe1, 'Exif GPS'),
    segment(0xe1, 'http://ns.adobe.com/xap'),
    TABLE,
    segment(0xed, 'Photoshop'),
    segment(0xfe, 'by somebody'),
  );

  expect(withoutMetadata(taken)).toEqual(jpegOf(JFIF, TABLE));
});

test('a picture without any stays as it is', () => {
  expect(withoutMetadata(jpegOf(JFIF, TABLE))).toEqual(jpegOf(JFIF, TABLE));
});

test.each([
  ['no JPEG', new Uint8Array([0x89, 0x50, 0x4e, 0x47])],
  ['a JPEG that is cut off in a segment', new Uint8Array([0xff, 0xd8, 0xff])],
])('%s throws', (_, bytes) => {
  expect(() => withoutMetadata(bytes)).toThrow('JPEG');
});
