import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureContext } from 'node:tls';
import { expect, test } from 'vitest';
import { makeDataDir } from './database/data-dir.ts';
import { openPostgres } from './database/postgres.ts';
import { explainFault } from './explain-fault.ts';

const faultOf = async (work: () => unknown): Promise<unknown> => {
  try {
    return await work();
  } catch (error) {
    return error;
  }
};
const file = new URL(import.meta.url).pathname;
const noPostgres = 'postgres://shouwang:hunter2@127.0.0.1:1/x';
const listenOn = (host: string) =>
  new Promise((_resolve, reject) => createServer().once('error', reject).listen(0, host));

test.each([
  ['a place where nothing can be', () => makeDataDir('/proc/x/y'), /^DATA_DIR=\/proc\/x\/y will/],
  ['a folder under a file', () => makeDataDir(`${file}/x`), /^DATA_DIR=.*ENOTDIR/],
  ['no such file', () => readFileSync(`${file}/x`), /^A file .*ENOTDIR/],
  ['no PostgreSQL there', () => openPostgres(noPostgres, () => undefined), /^HOST or the database/],
  ['no such HOST', () => listenOn('127.0.0.999'), /^HOST or the database/],
  ['no PEM', () => createSecureContext({ cert: 'x', key: 'x' }), /^TLS_CERT and TLS_KEY/],
])('%s is one sentence', async (_name, work, sentence) => {
  const said = explainFault(await faultOf(work));

  expect(said).toMatch(sentence);
  expect(said).toMatch(/^[^\n]*\.$/);
  expect(said).not.toContain('hunter2');
});

test('a fault of ours keeps its stack', () => {
  const fault = new TypeError('ours');

  expect(explainFault(fault)).toBe(fault);
});
