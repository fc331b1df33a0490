/**
 * Simulates worlds of phones, a network and a server, one for each seed, each twice, and judges them.
 * The last line is `N seeds, M failed`; exit code 1 if any failed, 2 if `--control` shows nothing.
 *
 *     npm run --silent simulate -- --seeds 200 --from 1
 *     npm run --silent simulate -- --seeds 1 --from 17 --trace
 */
import { parseArgs } from 'node:util';
import { CONTROLS, type ControlName } from './simulation/controls.ts';
import { openSimulation, type Simulation } from './simulation/world.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    /** These seeds instead, with commas between. */
    only: { type: 'string' },
    /** Makes the world wrong on purpose: then seeds should fail. */
    control: { type: 'string', default: 'none' },
    /** Ends with the first seed that fails. */
    first: { type: 'boolean', default: false },
    /** Prints all that happened, not the last lines only. */
    trace: { type: 'boolean', default: false },
  },
});

const TAIL_LINES = 40;

const control = values.control as ControlName;
if (!(control in CONTROLS)) throw new Error(`--control is one of ${Object.keys(CONTROLS).join()}`);
const [count, from] = [Number(values.seeds), Number(values.from)];
const seeds =
  values.only?.split(',').map(Number) ?? Array.from({ length: count }, (_, index) => from + index);
const simulation = await openSimulation();
let failed = 0;
let ran = 0;
let acted = 0;
for (const seed of seeds) {
  ran += 1;
  if (!(await isRight(simulation, seed))) failed += 1;
  if (failed > 0 && values.first) break;
}
simulation.close();
if (control !== 'none') console.log(`${control} acted ${acted} times`);
if (control !== 'none' && acted === 0) endShowingNothing('the control did nothing');
console.log(`${ran} seeds, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function endShowingNothing(why: string): never {
  console.log(why);
  process.exit(2);
}

async function isRight({ run }: Simulation, seed: number): Promise<boolean> {
  const first = await run(seed, control);
  // A world that was made wrong need not be the same twice.
  const second = control === 'none' ? await run(seed) : first;
  acted += first.acted;
  const isSame = first.hash === second.hash;
  const faults = isSame ? first.faults : [...first.faults, 'the second run was another one'];
  if (values.trace) console.log(first.lines.join('\n'));
  if (faults.length === 0) return true;
  if (!values.trace) console.log(first.lines.slice(-TAIL_LINES).join('\n'));
  if (!isSame) console.log(differenceOf(first.lines, second.lines));
  const text = faults.map((fault) => `  ${fault}`).join('\n');
  console.log(`seed ${seed} failed:\n${text}`);
  if (control !== 'none' && first.acted === 0)
    endShowingNothing(`seed ${seed} fails by itself: the control did nothing`);
  console.log(`again: npm run --silent simulate -- --seeds 1 --from ${seed} --trace\n`);
  return false;
}

function differenceOf(first: string[], second: string[]): string {
  const at = first.findIndex((line, index) => line !== second[index]);
  if (at === -1) return 'The two runs differ in what no line tells.';
  return `The two runs part here:\n  ${first[at]}\n  ${second[at]}`;
}
