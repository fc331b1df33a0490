import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fixtureBytes, refusalOf } from './support/fixtures.ts';
import { buildXlsx, textRow, workbookParts, type WorkbookXml } from './support/xlsx-builder.ts';
import { buildZip, packPart, type ZipPart } from './support/zip-builder.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const bytesOf = (text: string) => new TextEncoder().encode(text);
const table = [
  ['学号', '姓名', '楼栋'],
  ['201910104521', '王小明', '南1舍'],
];
const good: WorkbookXml = { sheets: [{ name: 'Sheet1', rows: table }] };
const packedParts = (workbook: WorkbookXml = good) =>
  Object.entries(workbookParts(workbook)).map(([name, xml]) => packPart(name, xml));
const zeros = (mebibytes: number) => Buffer.alloc(mebibytes * 1024 * 1024);

const html =
  '<html><head><meta charset="utf-8"></head><table><tr><td>学号</td></tr></table></html>';

test.each<[string, string, Uint8Array]>([
  ['no bytes', 'FILE_EMPTY', new Uint8Array(0)],
  ['only a byte order mark', 'FILE_EMPTY', bytesOf('\ufeff')],
  ['an old .xls', 'FILE_XLS', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), zeros(1)])],
  [
    'an Excel 2003 XML spreadsheet',
    'FILE_XLS',
    bytesOf('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="x"/>'),
  ],
  ['HTML', 'FILE_HTML', bytesOf(html)],
  ['HTML with a declaration', 'FILE_HTML', bytesOf(`\ufeff\n<!DOCTYPE html>\n${html}`)],
  ['a bare HTML table', 'FILE_HTML', bytesOf('  <table border=1><tr><td>1</td></tr></table>')],
  ['HTML in UTF-16', 'FILE_HTML', Buffer.from(`\ufeff${html}`, 'utf16le')],
  [
    'HTML in an old encoding',
    'FILE_HTML',
    Buffer.concat([bytesOf(html), Buffer.from([0xff, 0xe9, 0x20])]),
  ],
  [
    'a web archive',
    'FILE_HTML',
    bytesOf('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'),
  ],
  ['text that is no table', 'NO_HEADER', bytesOf('hello\nworld\n')],
  [
    'a quote that is never closed',
    'FILE_CORRUPT',
    bytesOf('学号,姓名,楼栋\n1,"王,南1舍\n2,李,南1舍\n'),
  ],
  ['a picture', 'FILE_CORRUPT', Buffer.from('89504e470d0a1a0a0000000d4948445200ff', 'hex')],
  ['text in no known encoding', 'FILE_CORRUPT', Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x2c, 0x62])],
  ['a zip of something else', 'FILE_CORRUPT', buildZip([packPart('word/document.xml', '<w/>')])],
  ['PK and nothing else', 'FILE_CORRUPT', bytesOf('PK')],
])('%s: %s', async (_, code, bytes) => {
  expect(await refusalOf(bytes)).toBe(code);
});

test('the well-made file that the bad ones are made of is read', async () => {
  expect(await refusalOf(buildZip(packedParts()))).toBeUndefined();
});

describe('a damaged zip is FILE_CORRUPT', () => {
  const change = (name: string, more: Partial<ZipPart>) =>
    buildZip(packedParts().map((part) => (part.name === name ? { ...part, ...more } : part)));
  const sheet = 'xl/worksheets/sheet1.xml';
  const messy = fixtureBytes('mafangshan-messy.xlsx');
  const flipped = Uint8Array.from(messy);
  flipped[300_000] = flipped[300_000]! ^ 0xff;
  const extra = [...packedParts(), packPart('xl/extra.xml', '<x/>')];

  test.each<[string, Uint8Array]>([
    ['cut in half', messy.subarray(0, messy.length / 2)],
    ['cut at the end', messy.subarray(0, messy.length - 30)],
    ['a byte changed', flipped],
    ['a wrong checksum', change(sheet, { crc: 1 })],
    ['a wrong size', change(sheet, { sizeBytes: 7 })],
    ['an encrypted part', change(sheet, { flags: 1 })],
    ['a part that ends early', change(sheet, { packed: deflateRawSync('<x/>').subarray(0, 3) })],
    [
      'bytes behind a part',
      change(sheet, { packed: Buffer.concat([packedParts().at(-1)!.packed, Buffer.from('xx')]) }),
    ],
    [
      'a part that is not deflated at all',
      change(sheet, { packed: Buffer.from('\xff\xff\xff\xff', 'latin1') }),
    ],
    [
      'parts that overlap',
      buildZip(extra.map((part, at) => (at === 5 ? { ...extra[4]!, name: 'x', liesAt: 4 } : part))),
    ],
    ['two parts of one name', buildZip([...packedParts(), packedParts().at(-1)!])],
  ])('%s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe('FILE_CORRUPT');
  });
});

describe('damaged parts are FILE_CORRUPT, even if some of it was readable', () => {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const rows = table.map((row, at) => textRow(row, at)).join('');
  const sheetXml = (xml: string) => ({ ...good, parts: { 'xl/worksheets/sheet1.xml': xml } });
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;

  test.each<[string, WorkbookXml]>([
    ['an element never closed', sheetXml(`<worksheet xmlns="${main}"><sheetData>${rows}`)],
    [
      'a wrong closing tag',
      sheetXml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetdata></worksheet>`),
    ],
    [
      'text behind the root',
      sheetXml(`<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>x`),
    ],
    ['an empty sheet part', sheetXml('')],
    [
      'an entity bomb',
      sheetXml(`${bomb}<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`),
    ],
    [
      'an unknown entity',
      sheetXml(`<worksheet xmlns="${main}"><sheetData>&b;</sheetData></worksheet>`),
    ],
    ['a deep nest', sheetXml('<a>'.repeat(5000) + '</a>'.repeat(5000))],
    ['a missing sheet part', { ...good, parts: { 'xl/worksheets/sheet1.xml': null } }],
    ['a missing workbook', { ...good, parts: { 'xl/workbook.xml': null } }],
    ['missing workbook relationships', { ...good, parts: { 'xl/_rels/workbook.xml.rels': null } }],
    ['missing package relationships', { ...good, parts: { '_rels/.rels': null } }],
    ['missing content types', { ...good, parts: { '[Content_Types].xml': null } }],
    ['damaged texts', { ...good, sharedStrings: '<si><t>x</si>' }],
    ['missing texts', { ...good, sharedStrings: '', parts: { 'xl/sharedStrings.xml': null } }],
    ['damaged styles', { ...good, styles: '<cellXfs' }],
    [
      'a text that is not there',
      { ...good, sheets: [{ name: 'A', rows: '<row r="1"><c r="A1" t="s"><v>5</v></c></row>' }] },
    ],
    [
      'a number that is none',
      { ...good, sheets: [{ name: 'A', rows: '<row r="1"><c r="A1"><v>12x</v></c></row>' }] },
    ],
    ['a row without a proper number', { ...good, sheets: [{ name: 'A', rows: '<row r="0"/>' }] }],
    [
      'a damaged hidden sheet',
      { sheets: [...good.sheets, { name: 'B', state: 'hidden', rows: '<row' }] },
    ],
  ])('%s', async (_, workbook) => {
    expect(await refusalOf(buildXlsx(workbook))).toBe('FILE_CORRUPT');
  });

  test('bytes that are no UTF-8', async () => {
    const parts = packedParts().map((part) =>
      part.name === 'xl/workbook.xml'
        ? packPart(part.name, Buffer.from('<workbook a="\xff"/>', 'latin1'))
        : part,
    );

    expect(await refusalOf(buildZip(parts))).toBe('FILE_CORRUPT');
  });
});

describe('heavy files are refused within 3 s and 150 MB', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roster-'));
  const child = new URL('support/read-in-child.ts', import.meta.url);
  const run = promisify(execFile);
  const readAlone = async (bytes: Uint8Array) => {
    const path = join(folder, 'heavy.xlsx');
    writeFileSync(path, bytes);
    const args = ['--import', 'tsx', decodeURIComponent(child.pathname), path];
    const { stdout } = await run(process.execPath, args);
    return JSON.parse(stdout) as { code?: string; cpuMs: number; extraMiB: number };
  };
  const files: Record<string, () => Uint8Array> = {};

  beforeAll(() => {
    const big = packPart('xl/media/zeros.bin', zeros(64));
    const honest = Buffer.concat(Array.from({ length: 300 }, (_, at) => swelling(at)));
    const middling = packPart('xl/media/lines.bin', honest);
    const small = packPart('xl/media/small.bin', zeros(9.9));
    const copies = (part: ZipPart, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...part, name: `${part.name}${at}` }));
    const cells = '<c><v>1</v></c>'.repeat(100);
    Object.assign(files, {
      'one part that swells': () => buildZip([...packedParts(), big]),
      'a part that lies about its size': () =>
        buildZip([...packedParts(), { ...big, sizeBytes: 100 }]),
      'many parts that are each small': () => buildZip([...packedParts(), ...copies(small, 40)]),
      'parts that swell honestly, but too much': () =>
        buildZip([...packedParts(), ...copies(middling, 11)]),
      'a sheet that swells': () =>
        buildXlsx({ sheets: [{ name: 'A', rows: `<row>${cells}</row>`.repeat(8000) }] }),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** 100 KB that deflate some 50 times. */
  function swelling(at: number): Buffer {
    const noise = Array.from(
      { length: 2000 },
      (_, byte) => Math.imul(byte + at * 2000, 2654435761) >>> 24,
    );
    return Buffer.concat([Buffer.from(noise), Buffer.alloc(98 * 1024)]);
  }

  test.each([
    'one part that swells',
    'a part that lies about its size',
    'many parts that are each small',
    'parts that swell honestly, but too much',
    'a sheet that swells',
  ])('%s', async (name) => {
    const { code, cpuMs, extraMiB } = await readAlone(files[name]!());

    expect(code).toBe('FILE_ZIP_BOMB');
    expect(cpuMs).toBeLessThan(3000);
    expect(extraMiB).toBeLessThan(150);
  });

  test('a deep nest of elements', async () => {
    const deep = buildXlsx({
      ...good,
      parts: { 'xl/worksheets/sheet1.xml': '<a>'.repeat(3_400_000) },
    });
    const { code, cpuMs, extraMiB } = await readAlone(deep);

    expect(code).toBe('FILE_CORRUPT');
    expect(cpuMs).toBeLessThan(3000);
    expect(extraMiB).toBeLessThan(150);
  });
});
