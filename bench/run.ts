/** `npm run bench`: the figures of the door. Asserts nothing; `--json FILE` also writes them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDoor } from './door/door.ts';
import { describeMachine } from './door/machine.ts';
import { printDoor } from './door/print-door.ts';

const at = process.argv.indexOf('--json');
const jsonFile = at === -1 ? null : process.argv[at + 1];
if (jsonFile === undefined) {
  console.log('--json needs the name of a file.');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const startedMs = Date.now();
const [load = 0] = loadavg();
const door = await measureDoor(folder);
const report = {
  machine: describeMachine(),
  /** Others at work on the machine when the run began. */
  load,
  tookSeconds: Math.round((Date.now() - startedMs) / 1000),
  ...door,
};
printDoor(report);
if (jsonFile !== null) writeFileSync(jsonFile, JSON.stringify(report, null, 2));
