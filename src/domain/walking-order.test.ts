import { expect, test } from 'vitest';
import { floorOf, inWalkingOrder } from './walking-order.ts';

test.each([
  ['301', '3'],
  ['1203', '12'],
  ['B-101', '1'],
  ['６０２', '6'],
  ['0312', '3'],
  ['12', null],
  ['20301', null],
  ['值班室', null],
])('the floor of %s is %s', (code, floor) => {
  expect(floorOf(code)).toBe(floor);
});

test('one walks floor by floor, by number, and ends with rooms that tell no floor', () => {
  const codes = ['1001', '值班室', '210', '301', '202', '209'];

  expect(
    inWalkingOrder(codes.map((code) => ({ code }))).map(({ floor, rooms }) => [
      floor,
      rooms.map(({ code }) => code),
    ]),
  ).toEqual([
    ['2', ['202', '209', '210']],
    ['3', ['301']],
    ['10', ['1001']],
    [null, ['值班室']],
  ]);
});
