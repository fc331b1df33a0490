import { parentPort, workerData } from 'node:worker_threads';
import { readRoster } from '../../domain/roster/read-roster.ts';
import { readStaff } from '../../domain/roster/read-staff.ts';
import { readSpreadsheet } from '../spreadsheet/read-spreadsheet.ts';
import type { FileToRead, WorkerAnswer } from './read-file.ts';

/** Reads one file and ends. */
async function readFile({ kind, bytes, buildings }: FileToRead): Promise<WorkerAnswer> {
  const spreadsheet = await readSpreadsheet(bytes);
  if (!spreadsheet.ok) return { outcome: 'refused', code: spreadsheet.code };
  const read = kind === 'roster' ? readRoster : readStaff;
  const reading = read(spreadsheet.sheets, buildings);
  if (reading.error) return { outcome: 'refused', code: reading.error.code };
  const sheets = spreadsheet.sheets.map((sheet) => sheet.name);
  return { outcome: 'read', reading, sheets };
}

parentPort?.postMessage(await readFile(workerData as FileToRead));
