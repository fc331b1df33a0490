import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONTROLS } from './simulation/controls.ts';

/** A process of its own: clocks, timers and unheard rejections are the simulation's there. */
function simulate(...options: string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn('npx', ['--no-install', 'tsx', 'tests/sync/simulate.ts', ...options]);
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}

const PATIENCE = { timeout: 900_000 };

/** Seeds that once failed, wherever they lie; the first two hundred are among them anyway. */
const kept = JSON.parse(
  readFileSync(new URL('kept-seeds.json', import.meta.url), 'utf8'),
) as number[];
/** Whatever else goes right: first loads came in several pages, and phones died in between. */
const PAGED = '[1-9]\\d* worlds loaded in several pages, [1-9]\\d* kills between two\n';
const seeds = [...new Set([...Array.from({ length: 200 }, (_, index) => index + 1), ...kept])];

test('200 worlds keep every promise, each of them twice in the same way', PATIENCE, async () => {
  const halves = [seeds.filter((seed) => seed % 2 === 0), seeds.filter((seed) => seed % 2 === 1)];

  const ended = await Promise.all(halves.map((half) => simulate('--only', half.join())));

  expect(ended).toMatchObject(
    halves.map(({ length }) => ({
      code: 0,
      output: expect.stringMatching(new RegExp(`(^|\n)${PAGED}${length} seeds, 0 failed\n$`)),
    })),
  );
});

const controls = Object.keys(CONTROLS).filter((name) => name !== 'none');

/** One process for all of them: it builds the programs once. */
const shown = simulate('--control', 'all', '--seeds', '60');

test.each(controls)(
  'a world made wrong by %s fails by that fault, and passes without it',
  PATIENCE,
  async (control) => {
    const { code, output } = await shown;

    expect(output).toMatch(
      new RegExp(`^${control} acted [1-9]\\d* times in seed \\d+: (.*: )?I\\d `, 'm'),
    );
    expect(output).toMatch(
      new RegExp(`^${control} held against ([5-9]|[1-9]\\d+) right seeds, 0 failed$`, 'm'),
    );
    expect(code).toBe(1);
  },
);
