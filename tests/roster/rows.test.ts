import { describe, expect, test } from 'vitest';
import { codesOf, csv, readFileText } from './support/fixtures.ts';
import { buildXlsx, textRow } from './support/xlsx-builder.ts';

describe('rows that are no students', () => {
  const header = '序号,学号,姓名,楼栋,去向';

  test('blank rows, counters alone and spaces are skipped', async () => {
    const { counts, skipped } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,,,,',
      ', ,\u3000,,',
      '3,201910104522,李明,南1舍,在校',
      '4,,,,',
    );

    expect(counts).toMatchObject({ dataRows: 2, blankRows: 2 });
    expect(skipped).toEqual([
      { row: 3, kind: 'blank' },
      { row: 4, kind: 'blank' },
    ]);
  });

  test.each([
    ['合计,2', 2],
    [' 总 计 ,,,,2人', 2],
    ['共计2人', 2],
    ['总人数：2', 2],
    ['Total,"4,800"', 4800],
    ['合计', undefined],
  ])('the summary row %j states %j', async (row, statedTotal) => {
    const { counts, skipped } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,201910104522,李明,南1舍,在校',
      row,
    );

    expect(counts.statedTotal).toBe(statedTotal);
    expect(skipped).toEqual([{ row: 4, kind: 'summary' }]);
  });

  test('the last summary row counts; a total that differs is told', async () => {
    const { counts, notices } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '小计,1',
      '合计,7',
    );

    expect(counts).toMatchObject({ statedTotal: 7, statedTotalMatches: false, summaryRows: 2 });
    expect(notices).toEqual([{ code: 'STATED_TOTAL_DIFFERS' }]);
  });

  test.each([['注：测试'], ['说明,,x'], ['填表人：某'], [',注：测试'], ['Note: x']])(
    '%j is a note',
    async (row) => {
      const { counts } = await csv(header, '1,201910104521,王小明,南1舍,在校', row);

      expect(counts).toMatchObject({ noteRows: 1, dataRows: 1 });
    },
  );

  test('a row with a student number is no note', async () => {
    const { counts } = await csv(header, '注册中,201910104521,王小明,南1舍,在校');

    expect(counts).toMatchObject({ noteRows: 0, dataRows: 1 });
  });

  test('an ordinary empty cell is never filled from above', async () => {
    const { rejected } = await csv(
      header,
      '1,201910104521,王小明,南1舍,在校',
      '2,201910104522,李明,,在校',
    );

    expect(codesOf(rejected)).toEqual([[3, 'UNKNOWN_BUILDING']]);
  });
});

describe('names', () => {
  const header = '学号,姓名,英文名,楼栋';

  test('an empty Chinese name is replaced by the passport name', async () => {
    const { rows, warnings } = await csv(header, '201910104521,,N’DONG  JEAN,南1舍');

    expect(rows[0]).toMatchObject({ name: "N'DONG JEAN", passportName: "N'DONG JEAN" });
    expect(warnings).toEqual([{ row: 2, code: 'NAME_FROM_PASSPORT', field: 'name' }]);
  });

  test('a row without any name is rejected', async () => {
    const { rejected } = await csv(header, '201910104521, ,\u00a0,南1舍');

    expect(codesOf(rejected)).toEqual([[2, 'NAME_MISSING']]);
  });

  test('controls that are removed are told', async () => {
    const { rows, warnings } = await csv(header, '201910104521,王\u200b小明,,南1舍');

    expect(rows[0]!.name).toBe('王小明');
    expect(warnings).toEqual([{ row: 2, code: 'TEXT_CONTROL_REMOVED', field: 'name' }]);
  });
});

describe('cells without a value', () => {
  const header = textRow(['学号', '姓名', '楼栋', '性别', '紧急联系人电话']);
  const read = (cells: string) =>
    readFileText(
      buildXlsx({ sheets: [{ name: 'A', rows: `${header}<row r="2">${cells}</row>` }] }),
    );
  const named = '<c r="B2" t="str"><v>王小明</v></c><c r="C2" t="str"><v>南1舍</v></c>';
  const number = '<c r="A2"><v>201910104521</v></c>';

  test('an error and a formula without a result are empty and told', async () => {
    const { warnings } = await read(`${number}${named}<c r="D2" t="e"><v>#N/A</v></c>`);
    const second = await read(`${number}${named}<c r="D2"><f>X1</f></c>`);

    expect(codesOf(warnings)).toEqual([
      [2, 'CELL_ERROR'],
      [2, 'GENDER_UNKNOWN'],
    ]);
    expect(codesOf(second.warnings)).toEqual([
      [2, 'FORMULA_NO_VALUE'],
      [2, 'GENDER_UNKNOWN'],
    ]);
  });

  test('an error in an ignored column is not told', async () => {
    const { warnings } = await read(
      `${number}${named}<c r="D2" t="str"><v>男</v></c><c r="E2" t="e"><v>#REF!</v></c>`,
    );

    expect(warnings).toEqual([]);
  });

  test.each([['<c r="A2" t="e"><v>#REF!</v></c>'], ['<c r="A2"><f>X1</f></c>']])(
    'a student number %s is missing',
    async (cell) => {
      const { rejected, warnings } = await read(`${cell}${named}`);

      expect(codesOf(rejected)).toEqual([[2, 'STUDENT_NO_MISSING']]);
      expect(warnings).toEqual([]);
    },
  );

  test('the stored result of a formula is read', async () => {
    const { rows } = await read(`<c r="A2"><f>B1</f><v>201910104521</v></c>${named}`);

    expect(rows[0]!.studentNo).toBe('201910104521');
  });

  test('a numeric student number that ends in six zeros has lost its digits', async () => {
    const { rejected } = await read(`<c r="A2"><v>202000000000</v></c>${named}`);

    expect(rejected).toEqual([
      { row: 2, code: 'STUDENT_NO_SCIENTIFIC', field: 'studentNo', value: 202000000000 },
    ]);
  });
});
