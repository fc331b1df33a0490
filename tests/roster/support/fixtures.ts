import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ListedBuilding } from '../../../src/domain/roster/roster-reading.ts';
import { readRoster } from '../../../src/domain/roster/read-roster.ts';
import type { RosterReading } from '../../../src/domain/roster/roster-reading.ts';
import type { Sheet } from '../../../src/domain/roster/sheet.ts';
import { readSpreadsheet } from '../../../src/server/spreadsheet/read-spreadsheet.ts';

const folder = new URL('../../fixtures/roster/', import.meta.url);

export function fixturePath(file: string): string {
  return decodeURIComponent(new URL(file, folder).pathname);
}

export function fixtureBytes(file: string): Uint8Array {
  const bytes = readFileSync(new URL(file, folder));
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

export function fixtureJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

export function fixtureBuildings(key: string): ListedBuilding[] {
  const lists = fixtureJson('buildings.json') as Record<string, ListedBuilding[]>;
  return lists[key]!;
}

export async function sheetsOf(bytes: Uint8Array | string): Promise<Sheet[]> {
  const reading = await readSpreadsheet(
    typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes,
  );
  if (!reading.ok) throw new Error(`${reading.code}: ${reading.why}`);
  return reading.sheets;
}

/** The code with which a file is refused, by its bytes or by what its sheets hold. */
export async function refusalOf(bytes: Uint8Array): Promise<string | undefined> {
  const reading = await readSpreadsheet(bytes);
  return reading.ok ? readRoster(reading.sheets, []).error?.code : reading.code;
}

/** Reads a file against the messy fixture's buildings. */
export async function readFileText(bytes: Uint8Array | string): Promise<RosterReading> {
  return readRoster(await sheetsOf(bytes), fixtureBuildings('mafangshan'));
}

/** Reads lines of a CSV against the messy fixture's buildings. */
export function csv(...lines: string[]): Promise<RosterReading> {
  return readFileText(lines.join('\n'));
}

export function codesOf(remarks: readonly { row: number; code: string }[]): [number, string][] {
  return remarks.map(({ row, code }) => [row, code]);
}
