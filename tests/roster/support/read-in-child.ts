import { readFileSync } from 'node:fs';
import { readRoster } from '../../../src/domain/roster/read-roster.ts';
import { readSpreadsheet } from '../../../src/server/spreadsheet/read-spreadsheet.ts';

/*
 * Reads the file of the first argument alone in a process and prints what that cost: CPU time, which is at
 * least the time that passes on a machine without other work, and memory beyond the file itself.
 */

const bytes = readFileSync(process.argv[2]!);
const startKib = process.resourceUsage().maxRSS;
const startUsage = process.cpuUsage();
const spreadsheet = await readSpreadsheet(bytes);
const code = spreadsheet.ok ? readRoster(spreadsheet.sheets, []).error?.code : spreadsheet.code;
const { user, system } = process.cpuUsage(startUsage);
const extraMiB = (process.resourceUsage().maxRSS - startKib) / 1024;
process.stdout.write(JSON.stringify({ code, cpuMs: (user + system) / 1000, extraMiB }));
