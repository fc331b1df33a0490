import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SETTINGS, readConfig } from '../../src/server/config.ts';

const start = fileURLToPath(new URL('../../src/server/start.ts', import.meta.url));

test('an empty environment gives a server on this machine only', () => {
  expect(readConfig({})).toEqual({
    ok: true,
    config: {
      port: 8470,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: null,
      tls: null,
      isBehindProxy: false,
      serverSecret: null,
      publicUrl: null,
      campusZone: 'Asia/Shanghai',
      enrolmentHours: 24,
    },
  });
});

test.each([
  [{ PORT: 'http' }, /^PORT=http will not do: it must be a port number/],
  [{ PORT: '80.5' }, /^PORT=/],
  [{ PORT: '0x50' }, /^PORT=0x50 will not do/],
  [{ PORT: '65536' }, /^PORT=/],
  [{ DATABASE_URL: 'mysql://root:hunter2@db' }, /^DATABASE_URL will not do: .*postgres:/],
  [{ SERVER_SECRET: 'hunter2' }, /^SERVER_SECRET will not do: .*32/],
  [{ TLS_CERT: 'cert.pem' }, /^TLS_KEY .*together with TLS_CERT/],
  [{ TLS_KEY: 'key.pem' }, /^TLS_CERT .*together with TLS_KEY/],
  [{ TRUSTED_PROXY: 'maybe' }, /^TRUSTED_PROXY=maybe .*yes or no/],
  [{ TRUSTED_PROXY: 'yes' }, /^TRUSTED_PROXY needs PUBLIC_URL/],
  [{ PUBLIC_URL: 'https://dorm.example.edu/app' }, /^PUBLIC_URL=/],
  [{ CAMPUS_ZONE: 'Mars/Olympus' }, /^CAMPUS_ZONE=Mars\/Olympus/],
  [{ ENROLMENT_HOURS: '0' }, /^ENROLMENT_HOURS=0/],
  [{ HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 .*TLS_CERT and TLS_KEY, or TRUSTED_PROXY=yes/],
  [{ HOST: '::' }, /^HOST=::/],
])('%j is one sentence that names the setting', (environment, sentence) => {
  const reading = readConfig(environment);

  expect(reading).toMatchObject({ ok: false, sentence: expect.stringMatching(sentence) });
  expect(JSON.stringify(reading)).not.toContain('hunter2');
});

test.each([
  { HOST: '127.0.0.2' },
  { HOST: '::1' },
  { HOST: 'localhost' },
  { HOST: '0.0.0.0', TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' },
  { HOST: '0.0.0.0', TRUSTED_PROXY: 'yes', PUBLIC_URL: 'https://dorm.example.edu/' },
  { PORT: '', CAMPUS_ZONE: 'Europe/Kyiv', DATABASE_URL: 'postgres://localhost/shouwang' },
])('%j is taken', (environment) => {
  expect(readConfig(environment)).toMatchObject({ ok: true });
});

test('every setting says what it is for and what it must be', () => {
  for (const setting of Object.values(SETTINGS)) {
    expect(setting.about).toMatch(/\.$/);
    expect(setting.mustBe).not.toBe('');
  }
});

test('a wrong setting ends the program with one sentence and code 1', async () => {
  const env = { ...process.env, PORT: 'http' };

  const run = promisify(execFile)('npx', ['tsx', start], { env });

  await expect(run).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^(npm warn.*\n)*PORT=http will not do: [^\n]*\.\n$/),
  });
}, 30_000);
