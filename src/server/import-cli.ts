import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { isStaffFile, readStaff } from '../domain/roster/read-staff.ts';
import { readRoster, refusedRoster } from '../domain/roster/read-roster.ts';
import type { ListedBuilding, RosterReading, SkippedRow } from '../domain/roster/roster-reading.ts';
import type { StaffReading } from '../domain/roster/staff-reading.ts';
import { readConfig } from './config.ts';
import { applyFile } from './roster/apply-file.ts';
import { readSpreadsheet } from './spreadsheet/read-spreadsheet.ts';
import { refusalSentences } from './spreadsheet/refusal-sentences.ts';

/*
 * `npm run import -- FILE --buildings BUILDINGS.json:KEY --preview [--json]`: reads a roster or staff file
 * by the same rules as the office screen, without a server, and stores nothing.
 * `npm run import -- FILE [--buildings BUILDINGS.json:KEY] --apply [--handle-left keep|mark-left]`: creates
 * the missing buildings of the list and stores the file in the database of DATA_DIR or DATABASE_URL.
 * Exit code 0; 1 for wrong usage; 2 for a file that is refused.
 */

const usage =
  'Usage: npm run import -- FILE --buildings BUILDINGS.json:KEY --preview [--json], or ' +
  'npm run import -- FILE [--buildings BUILDINGS.json:KEY] --apply [--handle-left keep|mark-left]';

const BuildingLists = z.record(
  z.string(),
  z.array(
    z.object({
      campus: z.string(),
      name: z.string(),
      aliases: z.array(z.string()),
      units: z.array(z.string()),
    }),
  ),
);

/** Wrong usage: one sentence for the person at the keyboard. */
class UsageError extends Error {}

interface Request {
  file: string;
  /** `null`: preview only. */
  handleLeft: 'keep' | 'mark-left' | null;
  buildings: ListedBuilding[];
  isJson: boolean;
}

type Reading =
  | { kind: 'roster'; reading: RosterReading }
  | { kind: 'unit-staff'; reading: StaffReading };

function parseRequest(args: string[]): Request {
  const options = {
    buildings: { type: 'string' },
    preview: { type: 'boolean' },
    apply: { type: 'boolean' },
    'handle-left': { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = rethrow(() =>
    parseArgs({ args, options, allowPositionals: true }),
  );
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError(`Name exactly one file. ${usage}`);
  if (values.preview === values.apply)
    throw new UsageError(`Say either --preview or --apply. ${usage}`);
  if (values.buildings === undefined && !values.apply)
    throw new UsageError(`Name the building list. ${usage}`);
  const buildings = values.buildings === undefined ? [] : readBuildings(values.buildings);
  const handleLeft = values.apply ? readHandleLeft(values['handle-left'] ?? 'keep') : null;
  return { file, buildings, handleLeft, isJson: values.json ?? false };
}

function readHandleLeft(text: string): 'keep' | 'mark-left' {
  if (text === 'keep' || text === 'mark-left') return text;
  throw new UsageError(`--handle-left takes keep or mark-left, not ${text}.`);
}

/** `PATH:KEY`: one of several building lists in a JSON file. */
function readBuildings(address: string): ListedBuilding[] {
  const colon = address.lastIndexOf(':');
  if (colon < 1) throw new UsageError(`--buildings takes BUILDINGS.json:KEY, not ${address}.`);
  const path = address.slice(0, colon);
  const key = address.slice(colon + 1);
  const text = readInput(path)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  const lists = BuildingLists.safeParse(rethrow(() => JSON.parse(text) as unknown));
  if (!lists.success) throw new UsageError(`${path} holds no building lists.`);
  const list = Object.hasOwn(lists.data, key) ? lists.data[key] : undefined;
  if (!list) {
    throw new UsageError(
      `${path} has no list ${key}; it has ${Object.keys(lists.data).join(', ')}.`,
    );
  }
  return list;
}

function readInput(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new UsageError(`${path} cannot be read: is it there, and may you open it?`, { cause });
  }
}

/** Node's own sentence about a wrong option or JSON text is the user's sentence. */
function rethrow<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw error instanceof Error ? new UsageError(error.message, { cause: error }) : error;
  }
}

async function readFile({ file, buildings }: Request): Promise<Reading> {
  const spreadsheet = await readSpreadsheet(readInput(file));
  if (!spreadsheet.ok) return { kind: 'roster', reading: refusedRoster(spreadsheet.code) };
  const { sheets } = spreadsheet;
  return isStaffFile(sheets)
    ? { kind: 'unit-staff', reading: readStaff(sheets, buildings) }
    : { kind: 'roster', reading: readRoster(sheets, buildings) };
}

/** In the words of the fixtures' `expected.json`. */
function toJson(file: string, { kind, reading }: Reading): string {
  const { outcome, error, counts, rejected, warnings, notices, rows } = reading;
  const refusal = error ? { error: { ...error, reason: refusalSentences[error.code] } } : {};
  const answer = { file, kind, outcome, ...refusal, counts, rejected, notices };
  if (!('skipped' in reading)) return JSON.stringify({ ...answer, warnings, rows });
  const { skipped, unknownBuildings, unknownUnits } = reading;
  const worded = reading.warnings.map(({ codeValue, columnValue, ...warning }) =>
    codeValue === undefined
      ? warning
      : { ...warning, code_value: codeValue, column_value: columnValue },
  );
  return JSON.stringify({
    ...answer,
    warnings: worded,
    skipped: skippedByKind(skipped),
    unknownBuildings,
    unknownUnits,
    rows,
  });
}

function skippedByKind(skipped: readonly SkippedRow[]): Record<string, (number | string)[]> {
  const byKind: Record<string, (number | string)[]> = {};
  for (const { kind, row, sheet } of skipped) {
    (byKind[kind] ??= []).push(sheet === undefined ? row : `${sheet}!${row}`);
  }
  return byKind;
}

function toSummary(file: string, { kind, reading }: Reading): string {
  const { counts, error } = reading;
  if (error) return `${file}: ${error.code}. ${refusalSentences[error.code]}`;
  const what = kind === 'roster' ? 'students' : 'units with a keeper';
  const lines = [
    `${file}: ${counts.dataRows} rows, ${counts.imported} ${what} to import, ` +
      `${counts.merged} repeats merged, ${counts.rejected} rejected, ${counts.warnings} warnings.`,
    ...reading.notices.map(
      ({ code, sheet }) => `  ${code}${sheet === undefined ? '' : ` ${sheet}`}`,
    ),
    ...reading.rejected.map((row) => `  rejected ${placeOf(row)}: ${row.code}${valueOf(row)}`),
    ...reading.warnings.map((row) => `  warning ${placeOf(row)}: ${row.code}${valueOf(row)}`),
  ];
  if ('unknownUnits' in reading) {
    for (const { name, rowCount } of reading.unknownBuildings) {
      lines.push(`  unknown building ${name}: ${rowCount} rows`);
    }
    for (const { building, unit, rowCount } of reading.unknownUnits) {
      lines.push(`  new unit ${building}/${unit}: ${rowCount} rows`);
    }
  }
  return lines.join('\n');
}

function placeOf({ row, sheet }: { row: number; sheet?: string }): string {
  return sheet === undefined ? `row ${row}` : `row ${row} of ${sheet}`;
}

function valueOf({ value }: { value?: string | number | null }): string {
  return value === undefined || value === null ? '' : ` (${value})`;
}

const report = (error: unknown): void => console.error(error);

async function apply(
  { file, buildings, isJson }: Request,
  handleLeft: 'keep' | 'mark-left',
): Promise<void> {
  const reading = readConfig(process.env);
  if (!reading.ok) throw new UsageError(reading.sentence);
  const { config } = reading;
  const bytes = readInput(file);
  const fileName = basename(file);
  const applied = await applyFile({ config, fileName, bytes, buildings, handleLeft, report });
  const isRefused = applied.outcome === 'refused';
  const sentence = isRefused
    ? `${file} is refused: ${applied.code}. Nothing was imported.`
    : `${file}: ${Object.entries(applied.applied)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}.`;
  process.stdout.write(`${isJson ? JSON.stringify({ file, ...applied }) : sentence}\n`);
  process.exitCode = isRefused ? 2 : 0;
}

async function run(args: string[]): Promise<void> {
  const request = parseRequest(args);
  if (request.handleLeft !== null) return apply(request, request.handleLeft);
  const reading = await readFile(request);
  const print = request.isJson ? toJson : toSummary;
  process.stdout.write(`${print(request.file, reading)}\n`);
  process.exitCode = reading.reading.outcome === 'rejected' ? 2 : 0;
}

// Whoever reads the output may stop early (`| head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
