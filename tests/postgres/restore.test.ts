import { expect, test } from 'vitest';
import { recordBackup } from '../../src/server/backup/back-up.ts';
import { checkFeedGuard, keepFeedGuard } from '../../src/server/backup/feed-guard.ts';
import { readServerIdentity } from '../../src/server/database/meta.ts';
import { check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import {
  at,
  MORNING_MS,
  push,
  record,
  sync,
  type TestPhone,
  type TestServer,
} from '../server/support/test-server.ts';
import { backUp, restoreElsewhere } from '../support/backup-means.ts';

const checks = (east: EastDoor, from: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    record(east.phone, from + index, check(east.campus.east.doorId, east.resident.id)),
  );
const epochOf = async ({ db }: TestServer) => (await readServerIdentity(db)).feedEpoch;
const onServer = (phone: TestPhone, server: TestServer): TestPhone => ({ ...phone, server });

test('a restored PostgreSQL says from where on it lacks what was acknowledged, and begins a new feed', async () => {
  const east = await openEastDoor();
  const { phone } = east;
  await push(phone, ...checks(east, 1, 3));
  const pull = { account: phone.accountId, cursor: null, max: 5000 };
  const before = await sync(phone, { pull });
  const backup = await backUp(east.server);
  await push(phone, ...checks(east, 4, 3));

  const again = onServer(phone, await restoreElsewhere(east.server, backup));
  const cursor = before.pull?.outcome === 'changes' ? before.pull.cursor : null;
  const reply = await sync(again, {
    push: { log: phone.log, operations: [], acked: 6 },
    pull: { ...pull, cursor },
  });

  expect(reply.push?.contiguous).toBe(3);
  expect(reply.feedEpoch).not.toBe(before.feedEpoch);
  expect(reply.pull).toEqual({ outcome: 'resync' });
  const why = await again.server.db
    .selectFrom('audit')
    .select('details')
    .where('what', '=', 'server.new-epoch')
    .execute();
  expect(why.map(({ details }) => JSON.parse(details))).toEqual([{ why: 'restored' }]);
});

test('after a restore phones are told the time that this backup covers, not a later one', async () => {
  const east = await openEastDoor();
  const nowMs = MORNING_MS + 2 * 3_600_000;
  await recordBackup(east.server.db, { coversThrough: at(50), nowMs });
  const backup = await backUp(east.server);
  await recordBackup(east.server.db, { coversThrough: at(70), nowMs });

  const restored = await restoreElsewhere(east.server, backup);

  expect((await push(onServer(east.phone, restored))).durableThrough).toBe(at(50));
});

test('where nobody says that it is restored, the server finds it out at its start', async () => {
  const east = await openEastDoor();
  const { dir: dataDir } = east.server;
  await push(east.phone, ...checks(east, 1, 3));
  const backup = await backUp(east.server);
  await push(east.phone, ...checks(east, 4, 1));
  await keepFeedGuard(east.server.db, dataDir);

  const restored = await restoreElsewhere(east.server, backup, { forgets: true });
  const found = await checkFeedGuard(restored.db, { dataDir, nowMs: MORNING_MS });

  expect(found).toBe('older-database');
  expect(await epochOf(restored)).not.toBe(await epochOf(east.server));
});
