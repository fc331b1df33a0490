import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { fixtureBytes, fixtureJson, fixturePath } from './support/fixtures.ts';

vi.setConfig({ testTimeout: 60_000 });

const cli = decodeURIComponent(new URL('../../src/server/import-cli.ts', import.meta.url).pathname);
const lists = fixturePath('buildings.json');
const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));

function runCli(...args: string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', cli, ...args],
      options,
      (_, stdout, stderr) => resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

function written(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const preview = (path: string, key: string, ...more: string[]) =>
  runCli(path, '--buildings', `${lists}:${key}`, '--preview', ...more);

test('one JSON object in the words of the fixture, exit code 0', async () => {
  const expected = fixtureJson('mafangshan-messy.xlsx.expected.json') as Record<
    string,
    Record<string, unknown>[]
  >;
  const { exitCode, stdout } = await preview(
    fixturePath('mafangshan-messy.xlsx'),
    'mafangshan',
    '--json',
  );
  const answer = JSON.parse(stdout) as Record<string, Record<string, unknown>[]>;
  const conflict = (remarks: Record<string, unknown>[]) =>
    remarks.find(({ code }) => code === 'ROOM_CODE_CONFLICT');

  expect(exitCode).toBe(0);
  expect(answer['outcome']).toBe('imported');
  expect(answer['error']).toBeUndefined();
  expect(answer['counts']).toEqual(expected['counts']);
  expect(answer['skipped']).toEqual(expected['skipped']);
  expect(answer['rejected']).toHaveLength(52);
  expect(conflict(answer['warnings']!)).toEqual(conflict(expected['warnings']!));
  expect(answer['rows']).toHaveLength(4736);
});

test('a staff file is recognised', async () => {
  const { exitCode, stdout } = await preview(fixturePath('wenyuan-staff.csv'), 'wenyuan', '--json');

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'unit-staff',
    outcome: 'imported',
    counts: { dataRows: 11, staff: 11, units: 11, studentsCovered: 640 },
  });
});

test.each([
  ['roster.csv', 'wenyuan-clean.xlsx'],
  ['roster.xls', 'wenyuan-clean.csv'],
  ['roster.xlsx', 'wenyuan-gb18030.csv'],
])('%s is read by what it contains: %s', async (name, fixture) => {
  const { exitCode, stdout } = await preview(
    written(name, fixtureBytes(fixture)),
    'wenyuan',
    '--json',
  );

  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ counts: { imported: 640, warnings: 0 } });
});

test('a refused file is one JSON object too, exit code 2', async () => {
  const path = written('roster.xls', '<html><table></table></html>');
  const { exitCode, stdout } = await preview(path, 'wenyuan', '--json');

  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    outcome: 'rejected',
    error: { code: 'FILE_HTML', reason: expect.stringContaining('save it as .xlsx') },
    counts: { dataRows: 0, imported: 0, merged: 0, rejected: 0, warnings: 0 },
    rejected: [],
    warnings: [],
    rows: [],
  });
});

test('without --json a person reads it', async () => {
  const path = written(
    'roster.csv',
    '学号,姓名,楼栋\n201910104521,王小明,文苑2\n待补,李明,文苑2\n',
  );
  const { exitCode, stdout } = await preview(path, 'wenyuan');

  expect(exitCode).toBe(0);
  expect(stdout).toContain('2 rows, 1 students to import');
  expect(stdout).toContain('rejected row 3: STUDENT_NO_INVALID (待补)');
});

describe('wrong usage is one sentence, exit code 1', () => {
  test.each<[string, string[]]>([
    ['no building list', [lists, '--preview']],
    ['no such list', [lists, '--buildings', `${lists}:nowhere`, '--preview']],
    ['no preview', [lists, '--buildings', `${lists}:wenyuan`]],
    ['an unknown option', [lists, '--store']],
    ['a missing file', ['missing.csv', '--buildings', `${lists}:wenyuan`, '--preview']],
  ])('%s', async (_, args) => {
    const { exitCode, stdout, stderr } = await runCli(...args);

    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
