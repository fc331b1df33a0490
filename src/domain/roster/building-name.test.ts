import { expect, test } from 'vitest';
import { BuildingIndex, buildingKey } from './building-name.ts';

const building = (name: string, aliases: string[] = [], campus = '南校区') => ({
  campus,
  name,
  aliases,
  units: [],
});

test.each([
  ['文苑二号楼', '文苑2'],
  ['文苑2号楼', '文苑2'],
  ['文苑 ２ 号楼', '文苑2'],
  ['文苑2', '文苑2'],
  ['南一舍', '南1'],
  ['十二栋', '12'],
  ['二十一幢', '21'],
  ['12#', '12'],
  ['12#楼', '12'],
  ['西院留学生公寓A栋', '西院留学生公寓a'],
  ['余区国际公寓', '余区国际公寓'],
  ['楼', '楼'],
])('%s is compared as %s', (name, key) => {
  expect(buildingKey(name)).toBe(key);
});

test('a name in the list is found by name and alias, however written', () => {
  const listed = building('文苑二号楼', ['文二']);
  const index = new BuildingIndex([listed, building('文苑三号楼')]);

  expect(index.find('文苑2栋')).toBe(listed);
  expect(index.find('文2')).toBe(listed);
  expect(index.find('文苑四号楼')).toBeUndefined();
});

test('a name that two buildings share is told apart by campus, or not at all', () => {
  const south = building('南区1号楼', ['1号楼'], '南校区');
  const north = building('北区1号楼', ['1号楼'], '北校区');
  const index = new BuildingIndex([south, north]);

  expect(index.find('1号楼', '北校区')).toBe(north);
  expect(index.find('1号楼')).toBeUndefined();
});

test('a full name wins over the same alias of another building', () => {
  const own = building('1号楼');
  const index = new BuildingIndex([building('北区1号楼', ['1栋']), own]);

  expect(index.find('1号楼')).toBe(own);
});
