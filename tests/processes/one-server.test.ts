import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../e2e/support/cleanup.ts';
import { startServer } from '../e2e/support/server.ts';

const SERVER = ['src/server/start.ts'];
const BACK_UP = ['src/server/backup-cli.ts', 'back-up'];
const RESTORE = ['src/server/backup-cli.ts', 'restore'];

/** A program of ours until its end. */
async function run(dataDir: string, args: string[]): Promise<{ code: unknown; said: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = await once(child, 'close');
  return { code, said: said.trim() };
}

test('a second server on one DATA_DIR says so and ends; the folder is free once the first is killed', async () => {
  const dataDir = freshFolder('data');
  const first = await startServer({ dataDir });
  onTestFinished(() => first.stop());

  const second = await run(dataDir, SERVER);
  const copy = join(freshFolder('copies'), 'copy.sqlite');
  const backup = await run(dataDir, [...BACK_UP, copy]);
  const restore = await run(dataDir, [...RESTORE, copy]);
  await first.kill();
  const third = await startServer({ dataDir });
  await third.stop();
  const restoredLater = await run(dataDir, [...RESTORE, copy]);

  const sentence = `A server runs on DATA_DIR=${dataDir} already: stop it first, or use another folder.`;
  expect(second).toEqual({ code: 1, said: sentence });
  expect(backup).toMatchObject({ code: 0 });
  expect(existsSync(copy)).toBe(true);
  expect(restore).toEqual({ code: 1, said: sentence });
  expect(restoredLater).toMatchObject({ code: 0 });
});

test.each(['/proc/x', '/proc/x/y', '/dev/null/x'])(
  'DATA_DIR=%s is refused in one sentence',
  async (dataDir) => {
    expect(await run(dataDir, SERVER)).toEqual({
      code: 1,
      said: expect.stringMatching(
        /^DATA_DIR=\S+ will not do: it must be a folder that we may write to \([^\n]+\)\.$/,
      ),
    });
  },
);
