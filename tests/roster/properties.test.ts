import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRoster } from '../../src/domain/roster/read-roster.ts';
import { readSpreadsheet } from '../../src/server/spreadsheet/read-spreadsheet.ts';
import { csv, fixtureBuildings, fixtureBytes, sheetsOf } from './support/fixtures.ts';

const xlsx = fixtureBytes('wenyuan-clean.xlsx');
const buildings = fixtureBuildings('wenyuan');

test('a file with one bit changed is refused, or reads the same', { timeout: 60_000 }, async () => {
  const { rows } = readRoster(await sheetsOf(xlsx), buildings);
  const bit = fc.integer({ min: 16, max: xlsx.length * 8 - 1 });
  const isRefusedOrSame = fc.asyncProperty(bit, async (at) => {
    const changed = Uint8Array.from(xlsx);
    changed[at >> 3] = changed[at >> 3]! ^ (1 << (at & 7));
    const reading = await readSpreadsheet(changed);

    if (reading.ok) expect(readRoster(reading.sheets, buildings).rows).toEqual(rows);
    else expect(reading.code).toBe('FILE_CORRUPT');
  });

  await fc.assert(isRefusedOrSame, { numRuns: 30, seed: 2020 });
});

test('whatever stands in the cells, every data row has exactly one outcome', async () => {
  const known = fc.constantFrom(
    '201910104521',
    '201910104522',
    '2.02E+11',
    '王小明',
    '南1舍',
    '南2-3-517-2',
    '12?4',
    '校外',
    '在校',
    '境外',
    '合计',
    '注：',
    '=1+1',
  );
  const cell = fc.oneof(known, fc.string(), fc.constant(''));
  const quoted = cell.map((text) => `"${text.replaceAll('"', '""')}"`);
  const row = fc.array(quoted, { maxLength: 7 }).map((cells) => cells.join(','));
  const isCounted = fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (lines) => {
    const { counts, rows, rejected, outcome } = await csv(
      '学号,姓名,楼栋,房间,床位,去向,备注',
      ...lines,
    );

    expect(counts.dataRows).toBe(counts.imported + counts.merged + counts.rejected);
    expect([rows.length, rejected.length]).toEqual([counts.imported, counts.rejected]);
    expect(outcome === 'rejected').toBe(counts.dataRows === 0);
  });

  await fc.assert(isCounted, { numRuns: 300, seed: 2020 });
});
