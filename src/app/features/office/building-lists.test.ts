import { expect, test } from 'vitest';
import { readBuildingLists } from './building-lists.ts';

const BUILDING = { campus: '南校区', name: '文苑二号楼', aliases: ['文苑2'], units: ['1', '2'] };

test('a list without a name is read', () => {
  expect(readBuildingLists(JSON.stringify([BUILDING]))).toEqual({ '': [BUILDING] });
});

test('several lists keep their names and what is no list is left out', () => {
  const text = `\uFEFF${JSON.stringify({ wenyuan: [BUILDING], note: 'x', wrong: [{ name: 1 }] })}`;

  expect(readBuildingLists(text)).toEqual({ wenyuan: [BUILDING] });
});

test.each(['', '{', '3', '{"a":1}', '[{"name":"x"}]'])('%j holds no building list', (text) => {
  expect(readBuildingLists(text)).toBeNull();
});
