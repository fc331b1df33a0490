import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { OfficeClient, openOffice, ORIGIN, PASSWORD } from './office-client.ts';

/** What a machine sends that nobody knows: as it stands, not as a client of ours would write it. */
async function openStranger() {
  const { server } = await openOffice();
  const send = async (path: string, body: string | Uint8Array, headers = {}) => {
    const response = await server.app.request(`${ORIGIN}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: Buffer.from(body),
    });
    return ((await response.json()) as { code?: string }).code;
  };
  return { server, send };
}

const FOR_ANYONE = ['/setup', '/login', '/enrolments/redeem', '/device-memory/lost'];

test.each(FOR_ANYONE)('%s reads no more than a small body of whoever', async (path) => {
  const { send } = await openStranger();

  expect(await send(path, `[${'[],'.repeat(6000)}[]]`)).toBe('too-large');
});

test.each(FOR_ANYONE)('%s inflates nothing for whoever', async (path) => {
  const { send } = await openStranger();
  const bomb = gzipSync(`[${'[],'.repeat(2_000_000)}[]]`);

  for (const encoding of ['gzip', 'GZIP'])
    expect(await send(path, bomb, { 'content-encoding': encoding })).toBe('unsupported-encoding');
});

test('a phone must say who it is before the body of its session is read', async () => {
  const { send } = await openStranger();

  expect(await send('/sessions', '{')).toBe('device-unknown');
});

test.each([
  ['/login', 60],
  ['/enrolments/redeem', 600],
  ['/device-memory/lost', 60],
])(
  'what cannot be read is a try at %s too, and after %i the body is not read',
  async (path, tries) => {
    const { send } = await openStranger();
    for (let count = 0; count < tries; count += 1) expect(await send(path, '{')).toBe('bad-json');

    expect(await send(path, '{')).toBe('too-many-requests');
  },
);

test('who signs in again and again has all tries left', async () => {
  const { server } = await openStranger();
  const office = new OfficeClient(server);
  for (let count = 0; count < 62; count += 1)
    await office.json('POST', '/login', { login: 'office', password: PASSWORD });

  expect((await office.send('GET', '/me')).status).toBe(200);
});
