import { expect, test } from 'vitest';
import { readFileText, sheetsOf } from './support/fixtures.ts';

const header = '学号,姓名,楼栋,去向,备注';
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

async function firstRow(bytes: Uint8Array | string) {
  const { rows } = await readFileText(bytes);
  return rows[0];
}

/** 一 has a zero byte in UTF-16. */
const table = `${header}\r\n0020191010,王小明,南一舍,在校,好\r\n`;

test.each([
  ['UTF-8', utf8(table)],
  ['UTF-8 with BOM', utf8(`\ufeff${table}`)],
  ['UTF-16LE with BOM', utf16(`\ufeff${table}`)],
  ['UTF-16BE with BOM', utf16(`\ufeff${table}`, true)],
  ['UTF-16LE without BOM', utf16(table)],
  ['UTF-16BE without BOM', utf16(table, true)],
  [
    'GB18030',
    Buffer.from(
      'd1a7bac52cd0d5c3fb2cc2a5b6b02cc8a5cff20d0a303032303139313031302ccdf5d0a1c3f72cc4cf31c9e12cd4dad0a30d0a',
      'hex',
    ),
  ],
])('a CSV in %s is read', async (_, bytes) => {
  expect(await firstRow(bytes)).toMatchObject({
    row: 2,
    studentNo: '0020191010',
    name: '王小明',
    building: '南1舍',
  });
});

test.each([
  [',', header],
  [';', header.replaceAll(',', ';')],
  ['tab', header.replaceAll(',', '\t')],
])('the separator %s is found in the first line', async (_, line) => {
  const separator = line[2]!;
  const row = ['0020191010', '王小明', '南1舍', '在校', '"a,b;c\td"'].join(separator);

  expect(await firstRow(`${line}\n${row}`)).toMatchObject({ remark: 'a,b;c\td', name: '王小明' });
});

test('the separator is found below a title line without any', async () => {
  const text = `住宿台账\n${header.replaceAll(',', ';')}\n0020191010;王小明;南1舍;在校;`;

  expect(await firstRow(text)).toMatchObject({ row: 3, name: '王小明' });
});

test('separators inside quotes do not count', async () => {
  const text = `学号;姓名;楼栋;去向;"备注(a,b,c,d,e,f)"\n0020191010;王小明;南1舍;在校;好`;

  expect(await firstRow(text)).toMatchObject({ remark: '好' });
});

test('a row number is the record number: breaks inside quotes start no row, blank lines do', async () => {
  const text = `${header}\n0020191010,王小明,南1舍,在校,"第一行\r\n第二行"\n\n0020191011,李明,南1舍,在校,\n`;
  const { rows, counts, skipped } = await readFileText(text);

  expect(rows.map((row) => row.row)).toEqual([2, 4]);
  expect(rows[0]!.remark).toBe('第一行\n第二行');
  expect(counts.blankRows).toBe(1);
  expect(skipped).toEqual([{ row: 3, kind: 'blank' }]);
});

test('quotes are doubled inside quotes, and plain inside bare text', async () => {
  const text = `${header}\n0020191010,王小明,南1舍,在校,"他说""好"""\n0020191011,李明,南1舍,在校,5" 管`;
  const { rows } = await readFileText(text);

  expect(rows.map((row) => row.remark)).toEqual(['他说"好"', '5" 管']);
});

test.each([
  ['="0020191010"', '0020191010'],
  ['"=""0020191010"""', '0020191010'],
])('the cell %s is the text inside', async (cell, studentNo) => {
  expect(await firstRow(`${header}\n${cell},王小明,南1舍,在校,`)).toMatchObject({ studentNo });
});

test('what looks like a formula or HTML is plain text', async () => {
  const text = `${header}\n0020191010,<b>王</b>,南1舍,在校,"=HYPERLINK(""http://x.invalid"")"`;

  expect(await firstRow(text)).toMatchObject({
    name: '<b>王</b>',
    remark: '=HYPERLINK("http://x.invalid")',
  });
});

test('line ends may be mixed', async () => {
  const text = `${header}\r\n0020191010,王小明,南1舍,在校,\n0020191011,李明,南1舍,在校,\r\n`;
  const { rows } = await readFileText(text);

  expect(rows.map((row) => row.row)).toEqual([2, 3]);
});

test('a number in scientific notation has lost its digits, plain zeros in a text have not', async () => {
  const text = `${header}\n2.02E+11,王小明,南1舍,在校,\n202000000000,李明,南1舍,在校,`;
  const { rows, rejected } = await readFileText(text);

  expect(rejected).toEqual([
    { row: 2, code: 'STUDENT_NO_SCIENTIFIC', field: 'studentNo', value: '2.02E+11' },
  ]);
  expect(rows[0]!.studentNo).toBe('202000000000');
});

test('a CSV has one sheet without a name', async () => {
  const [sheet, ...more] = await sheetsOf(table);

  expect(sheet!.name).toBe('');
  expect(more).toEqual([]);
});
