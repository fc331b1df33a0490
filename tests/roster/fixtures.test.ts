import { describe, expect, test } from 'vitest';
import { readRoster } from '../../src/domain/roster/read-roster.ts';
import { readStaff } from '../../src/domain/roster/read-staff.ts';
import type { RosterReading } from '../../src/domain/roster/roster-reading.ts';
import { fixtureBuildings, fixtureBytes, fixtureJson, sheetsOf } from './support/fixtures.ts';

interface Expected {
  outcome: string;
  counts: Record<string, unknown>;
  skipped: Record<string, number[]>;
  rejected: Remark[];
  warnings: Remark[];
  sample: Record<string, unknown>[];
}
type Remark = Record<string, unknown>;

/** Wording, and what is only there for a human reader of the fixture. */
const wording = new Set(['reason', 'detail', 'why']);

const without = (remark: Remark) =>
  Object.fromEntries(Object.entries(remark).filter(([key]) => !wording.has(key)));

/** Our names for the fixture's, and only the keys that the fixture gives. */
function asExpected(found: Remark, expected: Remark): Remark {
  const named: Remark = {
    ...found,
    code_value: found['codeValue'],
    column_value: found['columnValue'],
  };
  return Object.fromEntries(Object.keys(without(expected)).map((key) => [key, named[key]]));
}

function matching(found: readonly object[], expected: readonly Remark[]): Remark[] {
  return found.map((remark, at) => asExpected({ ...remark }, expected[at] ?? {}));
}

const byRowAndCode = (a: Remark, b: Remark) =>
  Number(a['row']) - Number(b['row']) || (String(a['code']) < String(b['code']) ? -1 : 1);
const sorted = (remarks: readonly object[]) =>
  remarks.map((remark): Remark => ({ ...remark })).sort(byRowAndCode);

async function readFixture(file: string, key: string): Promise<RosterReading> {
  return readRoster(await sheetsOf(fixtureBytes(file)), fixtureBuildings(key));
}

describe.each([
  ['wenyuan-clean.xlsx', 'wenyuan-clean.xlsx', 'wenyuan'],
  ['wenyuan-clean.csv', 'wenyuan-clean.csv', 'wenyuan'],
  ['wenyuan-gb18030.csv', 'wenyuan-gb18030.csv', 'wenyuan'],
  ['mafangshan-messy.xlsx', 'mafangshan-messy.xlsx', 'mafangshan'],
  ['roster-30k.csv', 'roster-30k.csv.gz', 'roster-30k'],
])('%s reads as expected', async (name, file, key) => {
  const expected = fixtureJson(`${name}.expected.json`) as Expected;
  const reading = await readFixture(file, key);

  test('outcome and every count', () => {
    expect(reading.outcome).toBe(expected.outcome);
    expect(reading.error).toBeUndefined();
    expect(reading.counts).toEqual(expected.counts);
  });

  test('every rejected row, with its details', () => {
    const found = matching(sorted(reading.rejected), sorted(expected.rejected));

    expect(found).toEqual(sorted(expected.rejected).map(without));
    expect(reading.rejected).toHaveLength(expected.rejected.length);
  });

  test('every warning, with its details', () => {
    const found = matching(sorted(reading.warnings), sorted(expected.warnings));

    expect(found).toEqual(sorted(expected.warnings).map(without));
    expect(reading.warnings).toHaveLength(expected.warnings.length);
  });

  test('every sample row, field by field', () => {
    const rowByNumber = new Map(reading.rows.map((row) => [row.row, row]));
    const found = expected.sample.map((row) =>
      asExpected({ ...rowByNumber.get(Number(row['row'])) }, row),
    );

    expect(found).toEqual(expected.sample.map(without));
  });

  test('every skipped row', () => {
    const rowsOf = (kind: string) =>
      reading.skipped.filter((row) => row.kind === kind).map((row) => row.row);

    for (const kind of ['blank', 'summary', 'note']) {
      expect(rowsOf(kind)).toEqual(expected.skipped[kind] ?? []);
    }
  });

  test('every data row has exactly one outcome', () => {
    const { dataRows, imported, merged, rejected } = reading.counts;

    expect(imported + merged + rejected).toBe(dataRows);
    expect(reading.rows).toHaveLength(imported);
  });
});

test('the three wenyuan files give identical rows', async () => {
  const xlsx = await readFixture('wenyuan-clean.xlsx', 'wenyuan');
  const utf8 = await readFixture('wenyuan-clean.csv', 'wenyuan');
  const gb18030 = await readFixture('wenyuan-gb18030.csv', 'wenyuan');

  expect(utf8.rows).toEqual(xlsx.rows);
  expect(gb18030.rows).toEqual(xlsx.rows);
});

test('wenyuan-staff.csv reads as expected against the wenyuan roster', async () => {
  const expected = fixtureJson('wenyuan-staff.csv.expected.json') as Expected;
  const roster = await readFixture('wenyuan-clean.xlsx', 'wenyuan');
  const sheets = await sheetsOf(fixtureBytes('wenyuan-staff.csv'));

  const reading = readStaff(sheets, fixtureBuildings('wenyuan'), roster.counts.byUnit);

  expect(reading.outcome).toBe(expected.outcome);
  expect(reading.counts).toMatchObject(expected.counts);
  expect(reading.rejected).toEqual(expected.rejected);
  expect(reading.warnings).toEqual(expected.warnings);
  expect(
    reading.rows.map(({ building, unit, name, phone }) => ({ building, unit, name, phone })),
  ).toEqual(expected.sample);
});

test('the unknown buildings of the messy file are listed with their rows', async () => {
  const { unknownBuildings, unknownUnits } = await readFixture(
    'mafangshan-messy.xlsx',
    'mafangshan',
  );

  expect(unknownBuildings.map(({ name, rowCount }) => [name, rowCount])).toEqual([
    ['待定', 2],
    ['友谊公寓', 2],
    ['南9舍', 1],
    ['?', 1],
    ['北区临时楼', 1],
    ['南 10 舍', 1],
  ]);
  expect(unknownUnits).toEqual([]);
});
