/**
 * The whole test run: types, lint, format, build, unit and browser tests. Ends with one line,
 * `N passed, N failed`, and exit code 1 if anything failed. `--full` adds the heavy matrices.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isFull = process.argv.includes('--full');
const report = join(tmpdir(), `shouwang-tests-${process.pid}.json`);
let passed = 0;
let failed = 0;

function step(name: string, command: string[]): boolean {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status } = spawnSync('npx', ['--no-install', ...command], {
    stdio: 'inherit',
    env: { ...process.env, ...(isFull ? { TEST_FULL: '1' } : {}) },
  });
  console.log(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'}, ${Math.round((Date.now() - started) / 1000)} s`,
  );
  return status === 0;
}

function count(ok: boolean): void {
  if (ok) passed += 1;
  else failed += 1;
}

count(step('types', ['tsc', '-b']));
count(step('lint', ['oxlint', '--type-aware']));
count(step('format', ['oxfmt', '--check']));
const isBuilt = step('build', ['vite', 'build', '--logLevel', 'warn']);
count(isBuilt);

const ran = step('tests', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
try {
  const totals = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>;
  passed += totals['numPassedTests'] ?? 0;
  failed += totals['numFailedTests'] ?? 0;
  const skipped = (totals['numPendingTests'] ?? 0) + (totals['numTodoTests'] ?? 0);
  if (skipped > 0) {
    console.log(`${skipped} tests were skipped; a skipped test counts as failed.`);
    failed += skipped;
  }
  if (!ran && failed === 0) failed += 1;
} catch (error) {
  console.log(`The test runner left no report: ${String(error)}`);
  failed += 1;
}
rmSync(report, { force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
