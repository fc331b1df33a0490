import { expect, test } from 'vitest';
import type { AttachmentRef } from '../domain/attachment.ts';
import { withPhoto } from './photo-draft.ts';

const photo = (letter: string): AttachmentRef => ({
  sha: letter.repeat(64),
  size: 9,
  mime: 'image/jpeg',
});
const [a, b, c] = [photo('a'), photo('b'), photo('c')];

test('a photo that somebody drew on stands where it stood before; a new one comes last', () => {
  expect(withPhoto([a, b], c, null)).toEqual([a, b, c]);
  expect(withPhoto([a, b], c, a.sha)).toEqual([c, b]);
});

test('the same picture twice is one, and one that was removed meanwhile comes last', () => {
  expect(withPhoto([a, b], a, null)).toEqual([b, a]);
  expect(withPhoto([a], c, b.sha)).toEqual([a, c]);
});
