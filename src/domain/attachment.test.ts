import { expect, test } from 'vitest';
import { attachmentRefsIn, PHOTO_MAX_BYTES, type AttachmentRef } from './attachment.ts';
import { DoorCheck } from './door-check.ts';

const ref = (digit: string, size = 1000): AttachmentRef => ({
  sha: digit.repeat(64),
  size,
  mime: 'image/jpeg',
});

const DOOR = '018f0000-0000-7000-8000-000000000000';
const check = {
  subject: { kind: 'unknown', text: 'blue coat' },
  doorId: DOOR,
  direction: 'in',
  reading: null,
  repeats: null,
  amends: null,
};

test('attachments are found wherever in a body they stand, each once', () => {
  const body = { findings: [{ photos: [ref('a'), ref('b')] }], seal: { photo: ref('a') } };

  expect(attachmentRefsIn(body)).toEqual([ref('a'), ref('b')]);
});

test.each([
  ['a text', 'a'.repeat(64)],
  ['a sha that is none', { ...ref('a'), sha: 'A'.repeat(64) }],
  ['more bytes than a photo has', ref('a', PHOTO_MAX_BYTES + 1)],
  ['another kind of file', { ...ref('a'), mime: 'image/svg+xml' }],
  ['nothing', null],
])('%s is no attachment', (_, value) => {
  expect(attachmentRefsIn({ photos: [value] })).toEqual([]);
});

test('no body names more than thirty-two', () => {
  const photos = Array.from({ length: 100 }, (_, n) => ({
    ...ref('a'),
    sha: n.toString(16).padStart(64, '0'),
  }));

  expect(attachmentRefsIn({ photos })).toHaveLength(32);
});

test('a door check carries up to three photos, or says nothing of any', () => {
  const withPhotos = (count: number) => ({
    ...check,
    photos: ['a', 'b', 'c', 'd'].slice(0, count).map((digit) => ref(digit)),
  });

  expect(DoorCheck.safeParse(check).success).toBe(true);
  expect(DoorCheck.safeParse(withPhotos(3)).success).toBe(true);
  expect(DoorCheck.safeParse(withPhotos(4)).success).toBe(false);
});
