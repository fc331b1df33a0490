import { expect, test } from 'vitest';
import { readRoomCode, roomCodeOf } from './room-code.ts';

const ROOM = '0197a3b4-55aa-4c11-9def-0123456789ab';

test('the code of a room is read back as that room', () => {
  expect(roomCodeOf(ROOM)).toMatch(/^[0-9A-Z-]{40}$/);
  expect(readRoomCode(` ${roomCodeOf(ROOM)}\n`)).toBe(ROOM);
});

test.each([
  '',
  'https://example.org',
  'SW-ROOM-0197',
  `${roomCodeOf(ROOM)}0`,
  roomCodeOf(ROOM).toLowerCase(),
])('another code (%j) is no room', (text) => {
  expect(readRoomCode(text)).toBeNull();
});
