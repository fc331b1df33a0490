import { expect, test } from 'vitest';
import { isStaffFile, readStaff } from '../../src/domain/roster/read-staff.ts';
import { fixtureBuildings, sheetsOf } from './support/fixtures.ts';

const header = '楼栋,单元,负责人,电话,学生数';
const read = async (...rows: string[]) =>
  readStaff(await sheetsOf([header, ...rows].join('\n')), fixtureBuildings('wenyuan'));

test('one number with several units is one person', async () => {
  const { counts, rows } = await read(
    '文苑2号楼,一单元,王某,154-1111-8427,61',
    '文苑二号楼,2,王某,15411118427,60',
  );

  expect(counts).toMatchObject({ staff: 1, units: 2, studentsCovered: 121, rejected: 0 });
  expect(rows.map((row) => [row.building, row.unit, row.phone])).toEqual([
    ['文苑二号楼', '1', '15411118427'],
    ['文苑二号楼', '2', '15411118427'],
  ]);
});

test.each([
  ['文苑二号楼,1,,15411118427,61', 'NAME_MISSING'],
  ['文苑二号楼,1,王某,,61', 'PHONE_MISSING'],
  ['文苑二号楼,1,王某,1541111842,61', 'PHONE_INVALID'],
  ['文苑二号楼,1,王某,1.54E+10,61', 'PHONE_INVALID'],
  ['文苑二号楼,1,王某,见备注,61', 'PHONE_INVALID'],
  ['文苑九号楼,1,王某,15411118427,61', 'UNKNOWN_BUILDING'],
  ['文苑二号楼,9,王某,15411118427,61', 'UNKNOWN_UNIT'],
  ['文苑二号楼,,王某,15411118427,61', 'UNKNOWN_UNIT'],
])('%s is rejected: %s', async (row, code) => {
  const { rejected, counts } = await read(row);

  expect(rejected).toMatchObject([{ row: 2, code }]);
  expect(counts).toMatchObject({ dataRows: 1, rejected: 1, imported: 0 });
});

test('one number with two names is a question for a person', async () => {
  const { rejected } = await read(
    '文苑二号楼,1,王某,15411118427,61',
    '文苑二号楼,2,李某,15411118427,60',
  );

  expect(rejected).toMatchObject([
    { row: 2, code: 'PHONE_CONFLICT', otherRows: [3] },
    { row: 3, code: 'PHONE_CONFLICT', otherRows: [2] },
  ]);
});

test('the same unit twice is merged', async () => {
  const { counts, warnings } = await read(
    '文苑二号楼,1,王某,15411118427,61',
    '文苑2号楼,1,王某,15411118427,61',
  );

  expect(counts).toMatchObject({ imported: 1, merged: 1, studentsCovered: 61 });
  expect(warnings).toMatchObject([{ row: 3, code: 'DUPLICATE_IDENTICAL', firstRow: 2 }]);
});

test('two keepers of a unit cover its students once', async () => {
  const { counts } = await read(
    '文苑二号楼,1,王某,15411118427,61',
    '文苑二号楼,1,李某,15422229538,61',
  );

  expect(counts).toMatchObject({ staff: 2, units: 1, studentsCovered: 61 });
});

test('with a roster, its students are counted and other numbers are told', async () => {
  const sheets = await sheetsOf(`${header}\n文苑二号楼,1,王某,15411118427,61\n`);
  const { counts, warnings } = readStaff(sheets, fixtureBuildings('wenyuan'), {
    '文苑二号楼/1': 60,
  });

  expect(counts.studentsCovered).toBe(60);
  expect(warnings).toEqual([
    { row: 2, code: 'STUDENT_COUNT_DIFFERS', field: 'studentCount', value: 61, rosterCount: 60 },
  ]);
});

test('a file without keepers is refused', async () => {
  const empty = await read();
  const other = readStaff(await sheetsOf('甲,乙\n1,2'), []);

  expect(empty.error).toEqual({ code: 'NO_DATA_ROWS' });
  expect(other.error).toEqual({ code: 'NO_HEADER' });
});

test('a roster is no staff file, with or without its number column', async () => {
  expect(isStaffFile(await sheetsOf('学号,姓名,楼栋,电话'))).toBe(false);
  expect(isStaffFile(await sheetsOf('姓名,楼栋,单元,电话'))).toBe(false);
  expect(isStaffFile(await sheetsOf(header))).toBe(true);
});
