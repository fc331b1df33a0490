import { describe, expect, test } from 'vitest';
import { codesOf, csv, readFileText } from './support/fixtures.ts';
import { buildXlsx } from './support/xlsx-builder.ts';

describe('sheets', () => {
  const header = ['学号', '姓名', '寝室号'];
  const sheet = (name: string, studentNo: string, more = {}) => ({
    name,
    rows: [header, [studentNo, '王小明', '2-305']],
    ...more,
  });

  test('without a building column the sheet’s name is the building', async () => {
    const { rows, rejected } = await readFileText(
      buildXlsx({
        sheets: [
          sheet('南1舍', '201910104521'),
          sheet('南二舍', '201910104522'),
          sheet('南9舍', '201910104523'),
        ],
      }),
    );

    expect(rows.map((row) => [row.sheet, row.row, row.building])).toEqual([
      ['南1舍', 2, '南1舍'],
      ['南二舍', 2, '南2舍'],
    ]);
    expect(rejected).toMatchObject([
      { sheet: '南9舍', row: 2, code: 'UNKNOWN_BUILDING', value: '南9舍' },
    ]);
  });

  test('hidden sheets and sheets without a header are told, not read', async () => {
    const { rows, notices } = await readFileText(
      buildXlsx({
        sheets: [
          sheet('南1舍', '201910104521'),
          sheet('南2舍', '201910104522', { state: 'hidden' }),
          sheet('南3舍', '201910104523', { state: 'veryHidden' }),
          { name: '说明', rows: [['填表说明']] },
        ],
      }),
    );

    expect(rows).toHaveLength(1);
    expect(notices).toEqual([
      { code: 'SHEET_HIDDEN', sheet: '南2舍' },
      { code: 'SHEET_HIDDEN', sheet: '南3舍' },
      { code: 'SHEET_NO_HEADER', sheet: '说明' },
    ]);
  });

  test('repeats are found across sheets', async () => {
    const sheets = [sheet('南1舍', '201910104521'), sheet('南2舍', '201910104521')];
    const { rejected } = await readFileText(buildXlsx({ sheets }));

    expect(rejected).toMatchObject([
      {
        sheet: '南1舍',
        row: 2,
        code: 'STUDENT_NO_CONFLICT',
        others: [{ sheet: '南2舍', row: 2 }],
        differs: ['building'],
      },
      {
        sheet: '南2舍',
        row: 2,
        code: 'STUDENT_NO_CONFLICT',
        others: [{ sheet: '南1舍', row: 2 }],
        differs: ['building'],
      },
    ]);
  });
});

describe('repeats', () => {
  const header = '序号,学号,姓名,护照号,楼栋,单元,房间,床位,备注';

  test('identical rows are merged into the first; the counter does not count', async () => {
    const { counts, rows, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,2019 1010 4521, 王小明 ,TST1,南一舍,二单元,305,1床,',
    );

    expect(counts).toMatchObject({ dataRows: 2, imported: 1, merged: 1, rejected: 0 });
    expect(rows.map((row) => row.row)).toEqual([2]);
    expect(warnings).toEqual([
      {
        row: 3,
        code: 'DUPLICATE_IDENTICAL',
        field: 'studentNo',
        value: '201910104521',
        firstRow: 2,
      },
    ]);
  });

  test('warnings of a merged row are listed too', async () => {
    const { warnings } = await csv(
      '学号,姓名,楼栋,性别',
      '201910104521,王小明,南1舍,?',
      '201910104521,王小明,南1舍,?',
    );

    expect(codesOf(warnings)).toEqual([
      [2, 'GENDER_UNKNOWN'],
      [3, 'GENDER_UNKNOWN'],
      [3, 'DUPLICATE_IDENTICAL'],
    ]);
  });

  test('three rows of which two agree are still a conflict, and their warnings go', async () => {
    const { counts, rejected, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,,',
      '2,201910104521,王小明,TST1,南1舍,2,305,,',
      '3,201910104521,王小明,TST1,南1舍,2,306,,转',
    );

    expect(counts).toMatchObject({ imported: 0, merged: 0, rejected: 3 });
    expect(rejected.map(({ row, otherRows, differs }) => [row, otherRows, differs])).toEqual([
      [2, [3, 4], ['room', 'remark']],
      [3, [2, 4], ['room', 'remark']],
      [4, [2, 3], ['room', 'remark']],
    ]);
    expect(warnings).toEqual([]);
  });

  test('a row rejected for another reason is no repeat', async () => {
    const { counts, rejected } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,201910104521,王小明,TST1,南9舍,2,306,1,',
    );

    expect(counts.imported).toBe(1);
    expect(codesOf(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
  });

  test('a bed and a passport that several share warn on each', async () => {
    const { counts, warnings } = await csv(
      header,
      '1,201910104521,王小明,TST1,南1舍,2,305,1,',
      '2,201910104522,李明,TST1,南1舍,,2-305-1,,',
      '3,201910104523,张明,无,南1舍,2,305,1,',
      '4,201910104524,赵明,无,南1舍,2,305,2,',
    );

    expect(counts).toMatchObject({ imported: 4, rejected: 0 });
    expect(warnings.map(({ row, code, otherRows }) => [row, code, otherRows])).toEqual([
      [2, 'BED_SHARED', [3, 4]],
      [2, 'PASSPORT_SHARED', [3]],
      [3, 'BED_SHARED', [2, 4]],
      [3, 'PASSPORT_SHARED', [2]],
      [4, 'BED_SHARED', [2, 3]],
    ]);
    expect(warnings[0]).toMatchObject({ bed: '南1舍/2/305/1' });
  });
});
