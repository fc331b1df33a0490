/**
 * `npm run bench`: a table of figures; asserts nothing. `--only NAME` runs one bench, one group or
 * what one figure needs; `--json` prints a line of JSON per figure in place of the table; `--list` the names;
 * `--facts N` how many stored facts `server-curve` goes up to; `--reports N` how many people report in `reports-hour`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchesFor, isWanted, type Measured } from './bench.ts';
import { jsonLine, printFigures } from './figures.ts';
import { machineWords } from './machine.ts';
import { say } from './progress.ts';
import { BENCHES } from './registry.ts';
import { createStage } from './stage.ts';

const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    facts: { type: 'string', default: '1000000' },
    reports: { type: 'string', default: '30000' },
  },
});
const wanted = asked.only ?? null;
const benches = benchesFor(BENCHES, wanted);
if (asked.list || benches.length === 0) {
  if (!asked.list) console.log(`Nothing is called "${wanted}". These are the benches:`);
  for (const { name, about } of BENCHES) console.log(`${name.padEnd(14)} ${about}`);
  process.exit(asked.list ? 0 : 1);
}

const folder = mkdtempSync(join(tmpdir(), 'shouwang-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const startedMs = Date.now();
const [load = 0] = loadavg();
const stage = createStage(folder, {
  facts: Number(asked.facts),
  reports: Number(asked.reports),
});
const measured: Measured[] = [];
try {
  for (const { name, measure } of benches) {
    say(name);
    measured.push(await measure(stage));
  }
} finally {
  await stage.clear();
}

const all = measured.flatMap(({ figures }) => figures);
const named = all.filter(({ name }) => isWanted(name, wanted));
if (named.length === 0) {
  console.log(`There is no figure "${wanted}" among ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
const about = `${machineWords()}, load ${load.toFixed(1)} at the start · ${Math.round((Date.now() - startedMs) / 1000)} s`;
if (asked.json) {
  for (const figure of named) console.log(jsonLine(figure));
  say(about);
} else {
  printFigures(named);
  for (const note of measured.flatMap(({ notes = [] }) => notes)) console.log(note);
  console.log(`\n${about}`);
}
