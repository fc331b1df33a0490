/**
 * Simulates worlds of phones, a network and a server, one for each seed, each twice, and judges them.
 * The last line is `N seeds, M failed`; exit code 1 if any failed.
 *
 *     npm run --silent simulate -- --seeds 200 --from 1
 *     npm run --silent simulate -- --seeds 1 --from 17 --trace
 *     npm run --silent simulate -- --seeds 20 --need photos,colleagues
 *
 * With `--control NAME,…` or `all`, worlds that are made wrong on purpose: each control ends with the first seed that
 * fails by the control's own fault, and that seed and those before it, five at least, must pass with the same
 * troubles and the part as it is. Then the exit code is 1 too; 2 where a control shows nothing.
 */
import { parseArgs } from 'node:util';
import { CONTROLS, type ControlName } from './simulation/controls.ts';
import { isTrouble } from './simulation/trouble.ts';
import { openSimulation, type Verdict, type WorldOptions } from './simulation/world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    /** These seeds instead, with commas between. */
    only: { type: 'string' },
    control: { type: 'string' },
    /** Troubles that each world must have, besides those of its own, with commas between. */
    need: { type: 'string' },
    /** Prints all that happened, not the last lines only. */
    trace: { type: 'boolean', default: false },
  },
});

const TAIL_LINES = 40;
/** A control is held against no fewer worlds that are right without its fault. */
const RIGHT_SEEDS = 5;
/** Worlds in which more than one page came down for one load, and how many phones died before the next. */
const paged = { worlds: 0, kills: 0 };

const [count, from] = [Number(values.seeds), Number(values.from)];
const seeds =
  values.only?.split(',').map(Number) ?? Array.from({ length: count }, (_, index) => from + index);
const needs = needsOf(values.need);
const controls = controlsOf(values.control);
const { run, close } = await openSimulation();
const code = controls.length > 0 ? await showControls() : await judgeSeeds();
close();
process.exit(code);

function needsOf(text = ''): WorldOptions['needs'] & {} {
  const names = text.split(',').filter((name) => name !== '');
  const other = names.find((name) => !isTrouble(name));
  if (other !== undefined) throw new Error(`no trouble is called ${other}`);
  return names.filter(isTrouble);
}

function controlsOf(text: string | undefined): readonly ControlName[] {
  if (text === undefined) return [];
  const all = Object.keys(CONTROLS).filter((name) => name !== 'none');
  const names = text === 'all' ? all : text.split(',');
  const other = names.find((name) => !all.includes(name));
  if (other !== undefined) throw new Error(`${other} is none of ${all.join()}`);
  return names as ControlName[];
}

async function judgeSeeds(): Promise<number> {
  let failed = 0;
  for (const seed of seeds) if (!(await isRight(seed))) failed += 1;
  console.log(`${paged.worlds} worlds loaded in several pages, ${paged.kills} kills between two`);
  console.log(`${seeds.length} seeds, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function isRight(seed: number): Promise<boolean> {
  const first = await run(seed, { needs });
  const second = await run(seed, { needs });
  if (first.pages.more > 0) paged.worlds += 1;
  paged.kills += first.pages.kills;
  const isSame = first.hash === second.hash;
  const faults = isSame ? first.faults : [...first.faults, 'the second run was another one'];
  if (values.trace) console.log(first.lines.join('\n'));
  if (faults.length === 0) return true;
  if (!values.trace) console.log(first.lines.slice(-TAIL_LINES).join('\n'));
  if (!isSame) console.log(differenceOf(first.lines, second.lines));
  console.log(`seed ${seed} failed:\n${indented(faults)}`);
  console.log(`again: npm run --silent simulate -- --seeds 1 --from ${seed} --trace\n`);
  return false;
}

async function showControls(): Promise<number> {
  let shown = 0;
  for (const control of controls) if (await isNoticed(control)) shown += 1;
  console.log(`${controls.length} controls, ${shown} failed by their own fault`);
  return shown === controls.length ? 1 : 2;
}

/** Whether the judge names this fault, in worlds that are right without it. */
async function isNoticed(control: ControlName): Promise<boolean> {
  const { fault } = CONTROLS[control]();
  let noticed: string | null = null;
  for (const [index, seed] of seeds.entries()) {
    const right = await run(seed, { control, part: 'right', needs });
    if (right.faults.length > 0) {
      tell(right);
      console.log(`seed ${seed} fails without ${control} too:\n${indented(right.faults)}`);
      return false;
    }
    noticed ??= await notice(control, seed, fault);
    if (noticed === null || index + 1 < RIGHT_SEEDS) continue;
    console.log(noticed);
    console.log(`${control} held against ${index + 1} right seeds, 0 failed`);
    return true;
  }
  console.log(`${control} shows nothing in ${seeds.length} seeds`);
  return false;
}

/** Its own fault in this seed, in words; `null` if it does not show. */
async function notice(control: ControlName, seed: number, fault: RegExp): Promise<string | null> {
  const wrong = await run(seed, { control, needs });
  const own = wrong.acted === 0 ? undefined : wrong.faults.find((text) => fault.test(text));
  if (own === undefined) return null;
  tell(wrong);
  return `${control} acted ${wrong.acted} times in seed ${seed}: ${own}`;
}

function tell({ lines }: Verdict): void {
  if (values.trace) console.log(lines.join('\n'));
}

function indented(faults: readonly string[]): string {
  return faults.map((fault) => `  ${fault}`).join('\n');
}

function differenceOf(first: string[], second: string[]): string {
  const at = first.findIndex((line, index) => line !== second[index]);
  if (at === -1) return 'The two runs differ in what no line tells.';
  return `The two runs part here:\n  ${first[at]}\n  ${second[at]}`;
}
