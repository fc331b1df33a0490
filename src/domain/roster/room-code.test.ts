import { describe, expect, test } from 'vitest';
import { buildingKey } from './building-name.ts';
import { cleanBed, cleanUnit, readRoomCode } from './room-code.ts';

/** Names of 南2舍 and 南湖13栋 as the row's building, and listed others. */
const namesOf = (own: string[], listed: string[] = []) => ({
  isThisRows: (name: string) => own.some((known) => buildingKey(known) === buildingKey(name)),
  isListed: (name: string) =>
    [...own, ...listed].some((known) => buildingKey(known) === buildingKey(name)),
});
const south2 = namesOf(['南2舍', '南2', '南二舍'], ['南1舍']);
const lake13 = namesOf(['南湖13栋', '13栋', '13'], ['南湖12栋', '12栋']);

const read = (text: string, names = south2) => {
  const code = readRoomCode(text, names);
  return code && [code.building, code.unit, code.room, code.bed];
};

describe('forms of the room cell', () => {
  test.each([
    ['南2-3-517-2', ['南2', '3', '517', '2']],
    ['南2-3-517', ['南2', '3', '517', null]],
    ['南2-517-2', ['南2', null, '517', '2']],
    ['南二舍-3-517-2', ['南二舍', '3', '517', '2']],
    ['3-517-2', [null, '3', '517', '2']],
    ['2-305', [null, '2', '305', null]],
    ['A-0312', [null, 'A', '0312', null]],
    ['A0312', [null, 'A', '0312', null]],
    ['a0312', [null, 'A', '0312', null]],
    ['1204-3', [null, null, '1204', '3']],
    ['1204-03', [null, null, '1204', '3']],
    ['1204-B', [null, null, '1204', 'B']],
    ['3单元502', [null, '3', '502', null]],
    ['三单元502', [null, '3', '502', null]],
    ['3单元502室1床', [null, '3', '502', '1']],
    ['3单元502-1', [null, '3', '502', '1']],
    ['A座1203', [null, 'A', '1203', null]],
    ['B区0507', [null, 'B', '0507', null]],
    ['12栋304-2', ['12栋', null, '304', '2']],
    ['12栋304室2号床', ['12栋', null, '304', '2']],
    ['12号楼304', ['12号楼', null, '304', null]],
    ['南2舍3单元502室1床', ['南2舍', '3', '502', '1']],
    ['1204室3床', [null, null, '1204', '3']],
    ['502室', [null, null, '502', null]],
    ['502', [null, null, '502', null]],
    ['0502', [null, null, '0502', null]],
    ['４１２', [null, null, '412', null]],
    ['南２－３－５１７－２', ['南2', '3', '517', '2']],
    ['南2‐3–517—2', ['南2', '3', '517', '2']],
    ['南2−3―517－2', ['南2', '3', '517', '2']],
    ['南2 - 3 - 517 - 2', ['南2', '3', '517', '2']],
    ['南9-2-401-1', ['南9', '2', '401', '1']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['13-405-2', ['13', null, '405', '2']],
    ['13-405', ['13', null, '405', null]],
    ['13栋-405-2', ['13栋', null, '405', '2']],
    ['12-405-2', [null, '12', '405', '2']],
    ['12栋405', ['12栋', null, '405', null]],
  ])('%s in a row whose building is 南湖13栋', (text, expected) => {
    expect(read(text, lake13)).toEqual(expected);
  });

  test('a letter that is this row’s building is no unit', () => {
    const west = namesOf(['西院A栋', 'A栋']);

    expect(read('A0312', west)).toEqual(['A', null, '0312', null]);
    expect(read('B0312', west)).toEqual([null, 'B', '0312', null]);
  });

  test.each([
    ['12?4'],
    ['顶楼'],
    ['值班室旁'],
    ['12'],
    ['12345'],
    ['3楼305'],
    ['502-'],
    ['502-G'],
    ['502-123'],
    ['101-102'],
    ['12?4-2'],
    ['-'],
    ['502/503'],
    ['2020-03-05'],
  ])('%s cannot be read', (text) => {
    expect(read(text)).toBeNull();
  });
});

test.each([
  ['3单元', '3'],
  ['三单元', '3'],
  ['十二单元', '12'],
  ['a座', 'A'],
  ['Ｂ区', 'B'],
  ['3栋', '3'],
  [' ３ ', '3'],
  ['区', '区'],
  ['', null],
  ['-', null],
  ['—', null],
  ['无', null],
])('unit column %j is %j', (text, unit) => {
  expect(cleanUnit(text)).toBe(unit);
});

test.each([
  ['2号床', '2'],
  ['2床位', '2'],
  ['2床', '2'],
  ['2号', '2'],
  ['02', '2'],
  ['a', 'A'],
  ['a床', 'A'],
  ['１', '1'],
  ['', null],
  ['/', '/'],
])('bed column %j is %j', (text, bed) => {
  expect(cleanBed(text)).toBe(bed);
});
