import { expect, test } from 'vitest';
import { PASSWORD, setUpRequest, setUpSecret, OfficeClient } from './office/office-client.ts';
import { check } from './support/campus.ts';
import { openEastDoor } from './support/east-door.ts';
import { openServer, push, record, sync } from './support/test-server.ts';

test('a NUL in an operation parks that one alone, and what was signed is kept as it came', async () => {
  const { server, campus, phone, resident } = await openEastDoor();
  const good = record(phone, 2, check(campus.east.doorId, resident.id));
  const nul = record(phone, 1, { type: 'door\0check', body: { text: 'a\0b' } });

  const { results } = await push(phone, nul, good);

  expect(results.map(({ outcome, why }) => [outcome, why])).toEqual([
    ['parked', 'unknown-type'],
    ['stored', null],
  ]);
  const row = await server.db
    .selectFrom('opLog')
    .select('envelope')
    .where('id', '=', nul.id)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(row.envelope)).toMatchObject({ type: 'door\0check', body: { text: 'a\0b' } });
  expect((await push(phone, nul)).results).toMatchObject([{ outcome: 'parked' }]);
});

test.each([1e300, -1, 0.5, Number.MAX_SAFE_INTEGER])(
  'a phone that claims %d free bytes is heard',
  async (freeBytes) => {
    const { phone } = await openEastDoor();
    const health = { pending: 0, oldestPendingAt: null, parked: 0, persisted: true, freeBytes };

    expect((await sync(phone, { health, app: 'an\0app' })).push).toBeNull();
  },
);

test('a NUL in a login is a wrong one, and in a name no fault of ours', async () => {
  const server = await openServer();
  const office = new OfficeClient(server);
  const secret = await setUpSecret(server);
  await office.json('POST', '/setup', { ...setUpRequest(secret), name: '钱\0一' });

  const login = { login: 'Off\0ice', password: PASSWORD };

  expect(await office.refusal('POST', '/login', login)).toBe('wrong-password');
  expect(server.reports).toEqual([]);
});
