import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { personScope, type Scope } from '../../src/domain/scope.ts';
import { RedeemReply } from '../../src/protocol/enrolment.ts';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import { migrate } from '../../src/server/database/migrate.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import { freshDatabase } from '../support/postgres/fresh-database.ts';
import { check } from '../server/support/campus.ts';
import { openEastDoor } from '../server/support/east-door.ts';
import {
  fixture,
  OfficeClient,
  openOffice,
  openWenyuan,
  PASSWORD,
} from '../server/office/office-client.ts';
import { openServerAt, push, record, type TestServer } from '../server/support/test-server.ts';

/** Another process's worth of server on the same database: own pool, own memory; the same folder holds the key. */
const secondServer = ({ url, dir }: TestServer): Promise<TestServer> => openServerAt({ url, dir });

/** The same person at the other server: a browser whose requests the proxy sends elsewhere. */
function atOther(office: OfficeClient, other: TestServer): OfficeClient {
  const moved = new OfficeClient(other);
  moved.cookie = office.cookie;
  return moved;
}

/** Every head that this server's listeners are told from now on. */
function listenAt(server: TestServer): Map<Scope, number> {
  const heard = new Map<Scope, number>();
  onTestFinished(
    server.deps.pokes.listen((heads) => {
      for (const [scope, head] of heads) heard.set(scope, head);
    }),
  );
  return heard;
}

test('what one server takes, the listeners of the other are told, with the same numbers', async () => {
  const { server, campus, phone, resident } = await openEastDoor();
  const other = await secondServer(server);
  const [here, there] = [listenAt(server), listenAt(other)];

  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));

  await expect.poll(() => there.get(personScope(resident.id))).toBe(1);
  expect(there).toEqual(here);
});

test('a change in thousands of scopes is told whole, in notices that fit', async () => {
  const { server } = await openEastDoor();
  const other = await secondServer(server);
  const there = listenAt(other);
  const heads = new Map(
    Array.from({ length: 3000 }, (_, index) => [`person:${crypto.randomUUID()}`, index] as const),
  );

  server.deps.pokes.announce(heads);

  await expect.poll(() => there.size).toBe(3000);
  expect(there).toEqual(heads);
});

test('a listening connection that was cut is opened again, and tells what it may have missed', async () => {
  const { server, campus, phone, resident } = await openEastDoor();
  const other = await secondServer(server);
  const there = listenAt(other);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'shouwang pokes'`.execute(server.db);

  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));

  await expect.poll(() => there.get(personScope(resident.id)), { timeout: 10_000 }).toBe(1);
  await push(phone, record(phone, 2, check(campus.east.doorId, resident.id)));
  await expect.poll(() => there.get(personScope(resident.id)), { timeout: 10_000 }).toBe(2);
});

test('a code that one server gave is good at the other, and a session too', async () => {
  const office = await openOffice();
  const other = await secondServer(office.server);
  const { account } = await office.addStaff('门卫甲');
  const { code } = await office.code(account.id);

  const phone = new OfficeClient(other);
  const reply = RedeemReply.parse(
    await phone.json('POST', '/enrolments/redeem', {
      code,
      deviceToken: newSecret(),
      accountSecret: newSecret(),
      deviceName: 'a phone',
      platform: 'test',
    }),
  );

  expect(reply.account.id).toBe(account.id);
  expect(await atOther(office, other).json('GET', '/me')).toEqual(await office.json('GET', '/me'));
});

test('tries are counted over all servers together', async () => {
  const office = await openOffice();
  const other = new OfficeClient(await secondServer(office.server));
  const guess = { login: 'Office', password: 'a wrong guess' };
  for (let round = 0; round < 5; round += 1)
    for (const client of [office, other])
      expect(await client.refusal('POST', '/login', guess)).toBe('wrong-password');

  const right = { login: 'Office', password: PASSWORD };
  expect(await other.refusal('POST', '/login', right)).toBe('too-many-requests');
  expect(await office.refusal('POST', '/login', right)).toBe('too-many-requests');
});

test('a file previewed at one server is imported at the other', async () => {
  const office = await openWenyuan();
  const elsewhere = atOther(office, await secondServer(office.server));
  const preview = await office.previewRoster(fixture('wenyuan-clean.csv'));
  const path = `/roster/previews/${preview.id}`;

  const page = await elsewhere.json('GET', `${path}/difference?kind=new&offset=100`);
  const reply = await elsewhere.json('POST', `${path}/apply`, { revision: 1, handleLeft: 'keep' });

  expect(page).toEqual({ total: 640, rows: expect.any(Array) });
  expect(reply).toMatchObject({ applied: { new: 640 } });
  expect(await office.refusal('POST', `${path}/apply`, { revision: 1, handleLeft: 'keep' })).toBe(
    'not-found',
  );
});

test('a campus that changed since the preview is told at the other server too', async () => {
  const office = await openWenyuan();
  const elsewhere = atOther(office, await secondServer(office.server));
  const bytes = fixture('wenyuan-clean.csv');
  const preview = await office.previewRoster(bytes);
  await office.importRoster(bytes);

  const apply = { revision: 1, handleLeft: 'keep' };
  const problem = await elsewhere.problem('POST', `/roster/previews/${preview.id}/apply`, apply);

  expect(problem).toMatchObject({
    code: 'preview-outdated',
    details: { revision: 2, difference: { new: 0, same: 640 } },
  });
});

test('servers that start at once on an empty database migrate it once, and have one identity', async () => {
  const fresh = await freshDatabase({ isEmpty: true });
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwang-'));
  const report = (error: unknown) => reports.push(error);
  const reports: unknown[] = [];
  const open = () => openDatabase({ url: fresh!.url, dataDir, report });
  const databases = await Promise.all([open(), open(), open(), open()]);

  await Promise.all(databases.map(migrate));

  const identities = await Promise.all(databases.map(readServerIdentity));
  expect(new Set(identities.map(({ serverId }) => serverId)).size).toBe(1);
  expect(reports).toEqual([]);
  await Promise.all(databases.map((db) => db.destroy()));
  rmSync(dataDir, { recursive: true });
});
