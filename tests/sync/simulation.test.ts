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

test('200 worlds keep every promise, each of them twice in the same way', PATIENCE, async () => {
  const halves = [
    ['--seeds', '100', '--from', '1'],
    ['--seeds', '100', '--from', '101'],
  ];

  const ended = await Promise.all(halves.map((options) => simulate(...options)));

  expect(ended).toMatchObject([
    { code: 0, output: expect.stringMatching(/\n?100 seeds, 0 failed\n$/) },
    { code: 0, output: expect.stringMatching(/\n?100 seeds, 0 failed\n$/) },
  ]);
});

test('seeds that once failed are right now', PATIENCE, async () => {
  const kept = JSON.parse(
    readFileSync(new URL('kept-seeds.json', import.meta.url), 'utf8'),
  ) as number[];

  expect(await simulate('--only', kept.join())).toMatchObject({ code: 0 });
});

const controls = Object.keys(CONTROLS).filter((name) => name !== 'none');

test.each(controls)('a world made wrong by %s is noticed', PATIENCE, async (control) => {
  const ended = await simulate('--control', control, '--seeds', '60', '--first');

  expect(ended).toMatchObject({ code: 1, output: expect.stringMatching(/ seeds, 1 failed\n$/) });
});
