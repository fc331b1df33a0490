import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readFileText, sheetsOf } from './support/fixtures.ts';
import {
  buildTable,
  buildXlsx,
  merges,
  relationships,
  textRow,
  workbookParts,
  worksheetXml,
  type WorkbookXml,
} from './support/xlsx-builder.ts';

const header = ['学号', '姓名', '楼栋', '去向', '入学日期', '备注'];
const student = ['201910104521', '王小明', '南1舍', '在校', '2019-09-01', ''];

/** One sheet: the header, then the XML of row 2. */
function workbookWith(row: string, more: Partial<WorkbookXml> = {}): WorkbookXml {
  return { sheets: [{ name: 'Sheet1', rows: textRow(header) + row }], ...more };
}

const cellsOf = async (row: string, more: Partial<WorkbookXml> = {}) => {
  const [sheet] = await sheetsOf(buildXlsx(workbookWith(row, more)));
  return [...(sheet!.rows.at(-1)?.cells ?? [])];
};

test('cells are read by type', async () => {
  const sharedStrings =
    '<si><t>共享</t></si><si><r><t>富</t></r><r><rPr/><t xml:space="preserve"> 文本</t></r></si>';
  const row = `<row r="2"><c r="A2"><v>201910104521</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c>
    <c r="D2" t="str"><f>A1</f><v>算出</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#N/A</v></c>
    <c r="G2"><f>A1+1</f></c><c r="H2" t="d"><v>2020-03-01T00:00:00</v></c><c r="I2"/><c r="J2" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c></row>`;

  expect(await cellsOf(row, { sharedStrings })).toEqual([
    [1, { kind: 'number', value: 201910104521, isDate: false }],
    [2, { kind: 'text', text: '共享' }],
    [3, { kind: 'text', text: '富 文本' }],
    [4, { kind: 'text', text: '算出' }],
    [5, { kind: 'boolean', value: true }],
    [6, { kind: 'error', text: '#N/A' }],
    [7, { kind: 'formula-without-value' }],
    [8, { kind: 'date', iso: '2020-03-01T00:00:00' }],
    [10, { kind: 'text', text: '内联' }],
  ]);
});

test('a stored empty result is a value, a missing one is not', async () => {
  const row = '<row r="2"><c r="A2" t="str"><f>A1</f><v></v></c><c r="B2"><f>A1</f><v/></c></row>';

  expect(await cellsOf(row)).toEqual([[2, { kind: 'formula-without-value' }]]);
});

test('phonetic runs are no part of the text', async () => {
  const sharedStrings = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>';

  expect(await cellsOf('<row r="2"><c r="A2" t="s"><v>0</v></c></row>', { sharedStrings })).toEqual(
    [[1, { kind: 'text', text: '東京' }]],
  );
});

test('escaped characters are read', async () => {
  const sharedStrings = '<si><t>一_x000D_&#10;二_x005F_x0041_</t></si>';

  expect(await cellsOf('<row r="2"><c r="A2" t="s"><v>0</v></c></row>', { sharedStrings })).toEqual(
    [[1, { kind: 'text', text: '一\r\n二_x0041_' }]],
  );
});

test('rows and cells without references follow each other', async () => {
  const row = '<row><c><v>1</v></c><c r="D2"><v>4</v></c><c><v>5</v></c></row>';
  const cells = await cellsOf(row);

  expect(cells.map(([column]) => column)).toEqual([1, 4, 5]);
});

test('a row without a number stands where its cells say', async () => {
  const rows = `${textRow(header)}<row><c r="A7"><v>201910104521</v></c></row>`;
  const [sheet] = await sheetsOf(buildXlsx({ sheets: [{ name: 'A', rows }] }));

  expect(sheet!.rows.map((row) => row.row)).toEqual([1, 7]);
});

test('sparse rows keep their numbers', async () => {
  const bytes = buildXlsx(workbookWith(textRow(student, 99)));
  const { rows, counts } = await readFileText(bytes);

  expect(rows[0]!.row).toBe(100);
  expect(counts.blankRows).toBe(98);
});

test('number formats tell dates', async () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00E+00"/><numFmt numFmtId="166" formatCode="[Red]0_d;&quot;day&quot;0"/><numFmt numFmtId="167" formatCode="[$-804]aaaa;@"/><numFmt numFmtId="168" formatCode="G/通用格式"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="49"/><xf numFmtId="168"/></cellXfs>';
  const cells = [0, 1, 2, 3, 4, 5, 6, 7].map((style) => `<c s="${style}"><v>43858</v></c>`);
  const read = await cellsOf(`<row r="2">${cells.join('')}</row>`, { styles });

  expect(read.map(([, cell]) => cell.kind === 'number' && cell.isDate)).toEqual([
    false,
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  [false, 43709],
  [true, 42247],
])('serials count in the workbook’s date system (1904: %s)', async (date1904, serial) => {
  const [a, b, c, d] = student;
  const row = textRow([a!, b!, c!, d!], 1).replace(
    '</row>',
    `<c r="E2"><v>${serial}</v></c></row>`,
  );
  const { rows } = await readFileText(buildXlsx(workbookWith(row, { date1904 })));

  expect(rows[0]!.enrolledOn).toBe('2019-09-01');
});

test('a student number that is shown in scientific notation is intact', async () => {
  const row = textRow(['', ...student.slice(1)], 1).replace(
    '<row r="2">',
    '<row r="2"><c r="A2" s="1"><v>2.01910104521E11</v></c>',
  );
  const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="11"/></cellXfs>';
  const { rows } = await readFileText(buildXlsx(workbookWith(row, { styles })));

  expect(rows[0]!.studentNo).toBe('201910104521');
});

test('elements may carry a prefix', async () => {
  const sheet = worksheetXml({ name: '', rows: [header, student] })
    .replaceAll('</', '</x:')
    .replace(/<(?=[a-z])/g, '<x:')
    .replace('xmlns=', 'xmlns:x=');
  const { rows } = await readFileText(
    buildXlsx({ sheets: [{ name: 'A', rows: '' }], parts: { 'xl/worksheets/sheet1.xml': sheet } }),
  );

  expect(rows[0]!.name).toBe('王小明');
});

test.each([
  ['/xl/worksheets/sheet1.xml'],
  ['../xl/worksheets/sheet1.xml'],
  ['./worksheets/sheet1.xml'],
  ['worksheets\\SHEET1.xml'],
])('a sheet is found at the target %s', async (target) => {
  const parts = {
    'xl/_rels/workbook.xml.rels': relationships([['s1', 'worksheet', target]]),
  };
  const { rows } = await readFileText(
    buildXlsx({ sheets: [{ name: 'A', rows: [header, student] }], parts }),
  );

  expect(rows).toHaveLength(1);
});

test('sheets come in the order of the workbook, whatever their parts are called', async () => {
  const workbook: WorkbookXml = {
    sheets: [
      { name: '甲', rows: [['1']] },
      { name: '乙', rows: [['2']] },
    ],
  };
  const parts = {
    'xl/_rels/workbook.xml.rels': relationships([
      ['s2', 'worksheet', 'worksheets/sheet1.xml'],
      ['s1', 'worksheet', 'worksheets/sheet2.xml'],
    ]),
  };
  const sheets = await sheetsOf(buildXlsx({ ...workbook, parts }));

  expect(sheets.map((sheet) => [sheet.name, sheet.rows[0]!.cells.get(1)])).toEqual([
    ['甲', { kind: 'text', text: '2' }],
    ['乙', { kind: 'text', text: '1' }],
  ]);
});

test('chart sheets are no tables', async () => {
  const workbook: WorkbookXml = {
    sheets: [
      { name: '表', rows: [header, student] },
      { name: '图', rows: '' },
    ],
    parts: {
      'xl/_rels/workbook.xml.rels': relationships([
        ['s1', 'worksheet', 'worksheets/sheet1.xml'],
        ['s2', 'chartsheet', 'worksheets/sheet2.xml'],
      ]),
    },
  };

  expect((await sheetsOf(buildXlsx(workbook))).map((sheet) => sheet.name)).toEqual(['表']);
});

test('a part in UTF-16 is read', async () => {
  const sheet = `\ufeff<?xml version="1.0" encoding="UTF-16"?>${worksheetXml({ name: '', rows: [header, student] })}`;
  const parts = workbookParts({ sheets: [{ name: 'A', rows: '' }] });
  const entries = Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)] as const);
  const bytes = zipSync({
    ...Object.fromEntries(entries),
    'xl/worksheets/sheet1.xml': new Uint8Array(Buffer.from(sheet, 'utf16le')),
  });

  expect((await readFileText(bytes)).rows).toHaveLength(1);
});

test('hidden rows and columns are read', async () => {
  const rows = textRow(header) + textRow(student, 1).replace('<row', '<row hidden="1"');
  const bytes = buildXlsx({ sheets: [{ name: 'A', rows }] });

  expect((await readFileText(bytes)).rows).toHaveLength(1);
});

test('a merged cell passes its value down inside its range only', async () => {
  const rows = [
    header,
    ['201910104521', '王小明', '南1舍', '在校'],
    ['201910104522', '李明', '', '在校'],
    ['201910104523', '张明', '', '在校'],
  ];
  const { rows: read, rejected } = await readFileText(buildTable(rows, merges('C2:C3')));

  expect(read.map((row) => row.building)).toEqual(['南1舍', '南1舍']);
  expect(rejected).toMatchObject([{ row: 4, code: 'UNKNOWN_BUILDING', value: null }]);
});

test('of merged ranges that cross, the first one passes its value', async () => {
  const rows = [
    header,
    ['201910104521', '王小明', '南1舍', '在校'],
    ['201910104522', '李明', '南2舍', '在校'],
    ['201910104523', '张明', '', '在校'],
    ['201910104524', '赵明', '', '在校'],
  ];
  const { rows: read } = await readFileText(buildTable(rows, merges('C2:C4', 'C3:C5')));

  expect(read.map((row) => row.building)).toEqual(['南1舍', '南1舍', '南1舍']);
});

test('a merged range as big as a sheet costs nothing', async () => {
  const rows = [header, student];
  const { counts } = await readFileText(buildTable(rows, merges('H2:XFD1048576')));

  expect(counts.dataRows).toBe(1);
});
