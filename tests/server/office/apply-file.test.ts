import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ListedBuilding } from '../../../src/domain/roster/roster-reading.ts';
import { readConfig } from '../../../src/server/config.ts';
import { applyFile } from '../../../src/server/roster/apply-file.ts';
import { buildingList, fixture } from './office-client.ts';

const dirs: string[] = [];
afterEach(() => dirs.splice(0).forEach((dir) => rmSync(dir, { recursive: true })));

function newDatabase() {
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-'));
  dirs.push(dir);
  const reading = readConfig({ DATA_DIR: dir });
  if (!reading.ok) throw new Error(reading.sentence);
  const { config } = reading;
  const buildings = buildingList('wenyuan') as ListedBuilding[];
  return (fileName: string, bytes = fixture(fileName)) =>
    applyFile({ config, fileName, bytes, buildings, handleLeft: 'keep', report: () => undefined });
}

test('the command line stores a roster and its staff in an empty database, and once only', async () => {
  const apply = newDatabase();

  const roster = await apply('wenyuan-gb18030.csv');
  const staff = await apply('wenyuan-staff.csv');
  const again = await apply('wenyuan-clean.xlsx');

  expect([roster, staff, again]).toMatchObject([
    { outcome: 'applied', kind: 'roster', applied: { new: 640 } },
    { outcome: 'applied', kind: 'unit-staff', applied: { new: 11 } },
    { outcome: 'applied', kind: 'roster', applied: { new: 0, same: 640 } },
  ]);
});

test('a refused file creates not even the buildings', async () => {
  const apply = newDatabase();

  const refused = await apply('roster.csv', new TextEncoder().encode('a,b\n1,2\n'));
  expect(refused).toEqual({ outcome: 'refused', code: 'NO_HEADER' });
});
