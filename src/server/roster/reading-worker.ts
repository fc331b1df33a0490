import { parentPort } from 'node:worker_threads';
import { readRoster } from '../../domain/roster/read-roster.ts';
import { readStaff } from '../../domain/roster/read-staff.ts';
import { readSpreadsheet } from '../spreadsheet/read-spreadsheet.ts';
import { searchKeysOf } from './pinyin.ts';
import type { FileToRead, WorkerAnswer } from './read-file.ts';

async function readFile({ kind, bytes, buildings }: FileToRead): Promise<WorkerAnswer> {
  const spreadsheet = await readSpreadsheet(bytes);
  if (!spreadsheet.ok) return { outcome: 'refused', code: spreadsheet.code };
  const sheets = spreadsheet.sheets.map((sheet) => sheet.name);
  if (kind === 'staff') {
    const reading = readStaff(spreadsheet.sheets, buildings);
    return reading.error
      ? { outcome: 'refused', code: reading.error.code }
      : { outcome: 'read', reading, sheets, keys: [] };
  }
  const reading = readRoster(spreadsheet.sheets, buildings);
  return reading.error
    ? { outcome: 'refused', code: reading.error.code }
    : { outcome: 'read', reading, sheets, keys: reading.rows.map(searchKeysOf) };
}

parentPort?.on('message', (file: FileToRead) => {
  // A fault ends the thread, and whoever waits for it hears of it.
  void readFile(file).then((answer) => parentPort?.postMessage(answer));
});
