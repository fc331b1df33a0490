import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { CAMPUS_PUBLIC, CAMPUS_STAFF, buildingScope } from '../../src/domain/scope.ts';
import { addPerson, addStaff, check, personDocuments } from './support/campus.ts';
import { addPhone, at, pullAll, push, record, sync } from './support/test-server.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';

let server: EastDoor['server'];
let campus: EastDoor['campus'];
let keeper: EastDoor['keeper'];
let phone: EastDoor['phone'];
let resident: EastDoor['resident'];

beforeEach(async () => {
  ({ server, campus, keeper, phone, resident } = await openEastDoor());
});

/** What a phone holds after these pages: the newest entry of each thing in each scope. */
function replicaOf(pages: Awaited<ReturnType<typeof pullAll>>['pages']) {
  const replica = new Map<string, { scope: string; id: string; version: number; sha: string }>();
  for (const page of pages)
    for (const entry of page.entries) {
      const isFact = entry.kind === 'fact';
      const kind = isFact ? 'fact' : entry.documentKind;
      const id = isFact ? entry.fact.id : entry.id;
      const key = `${page.scope} ${kind} ${id}`;
      const version = isFact ? 1 : entry.version;
      if (!isFact && entry.body === null) replica.delete(key);
      else replica.set(key, { scope: page.scope, id, version, sha: entry.sha });
    }
  return replica;
}

/** The digest as the protocol defines it, computed from what a phone holds. */
function headOf(replica: ReturnType<typeof replicaOf>, scope: string) {
  const digest = [0, 0, 0, 0];
  let count = 0;
  for (const entry of replica.values()) {
    if (entry.scope !== scope) continue;
    count += 1;
    const hash = createHash('sha256').update(`${entry.id}|${entry.version}|${entry.sha}`).digest();
    for (const lane of [0, 1, 2, 3])
      digest[lane] = (digest[lane]! + hash.readUInt32BE(lane * 4)) % 2 ** 32;
  }
  return { count, digest };
}

test('the first load tells rights, places and people before anything that has happened', async () => {
  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));
  const second = await addPhone(server, keeper);

  const { pages } = await pullAll(second);

  const own = `person:${keeper.personId}`;
  const scopes = pages.map(({ scope }) => scope).filter((scope, at, all) => all[at - 1] !== scope);
  expect(scopes).toEqual([own, CAMPUS_PUBLIC, CAMPUS_STAFF, buildingScope(campus.east.id, 'door')]);
});

test('what one phone sent, a second phone of the same door receives, equal in every field', async () => {
  const second = await addPhone(server, keeper);
  const operation = record(phone, 1, check(campus.east.doorId, resident.id, { tempC: 37.6 }));
  await push(phone, operation);

  const { pages } = await pullAll(second);

  const facts = pages.flatMap((page) => page.entries).filter((entry) => entry.kind === 'fact');
  const {
    sig: _sig,
    seq: _seq,
    monoMs: _mono,
    offsetMs: _offset,
    boot: _boot,
    ...told
  } = operation;
  expect(facts.map((entry) => entry.fact)).toEqual([
    { ...told, deviceId: phone.deviceId, correctedAt: at(0), receivedAt: at(0) },
  ]);
});

test('a phone of the other building receives none of them', async () => {
  const westKeeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: campus.west.id },
  });
  const westPhone = await addPhone(server, westKeeper);
  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));

  const { pages } = await pullAll(westPhone);

  const scopes = pages.map((page) => page.scope);
  expect(scopes).toContain(CAMPUS_STAFF);
  expect(scopes.filter((scope) => scope.includes(campus.east.id))).toEqual([]);
  expect(pages.flatMap((page) => page.entries).filter(({ kind }) => kind === 'fact')).toEqual([]);
});

test('an own push comes down in the same answer', async () => {
  const operation = record(phone, 1, check(campus.east.doorId, resident.id));

  const reply = await sync(phone, {
    push: { log: phone.log, operations: [operation], acked: 0 },
    pull: { account: phone.accountId, cursor: null, max: 5000 },
  });

  expect(JSON.stringify(reply.pull)).toContain(operation.id);
});

test('pages of every size end at the same replica, and heads and digests are those of what was sent', async () => {
  for (let count = 0; count < 25; count += 1)
    await addPerson(server, { buildingId: campus.east.id, name: `居民${count}` });
  await push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));

  const whole = await pullAll(phone, null, 5000);
  const small = await pullAll(phone, null, 7);

  expect(small.pages.every((page) => page.entries.length <= 7)).toBe(true);
  const replica = replicaOf(whole.pages);
  expect(replicaOf(small.pages)).toEqual(replica);
  for (const [scope, head] of Object.entries(whole.heads))
    expect(headOf(replica, scope)).toEqual({ count: head.count, digest: head.digest });
});

test('what is pulled is what the tables hold for these scopes, after changes, moves and departures', async () => {
  const { home, stayId, id } = resident;
  const inWest = { ...home!, buildingId: campus.west.id, unitId: null };
  const first = await pullAll(phone);
  await server.put(
    personDocuments({ id, stayId, home: inWest }, { classId: null, name: '林小满' }),
  );
  await server.put(personDocuments({ id, stayId, home }, { classId: null, name: '林晓满' }));
  await server.put(personDocuments({ id, stayId, home: null }, { classId: null, name: '林晓满' }));

  const { pages, heads } = await pullAll(phone, first.cursor, 3);

  const replica = replicaOf([...first.pages, ...pages]);
  const rows = await server.db
    .selectFrom('feed')
    .innerJoin('document', (join) =>
      join
        .onRef('document.id', '=', 'feed.refId')
        .on('feed.isGone', '=', 0)
        .onRef('document.kind', '=', 'feed.kind' as never),
    )
    .select(['feed.scope', 'feed.kind', 'feed.refId', 'document.version', 'document.sha'])
    .where('feed.scope', 'in', Object.keys((await pullAll(phone)).heads))
    .execute();
  const oracle = new Map(
    rows.map(({ scope, kind, refId, version, sha }) => [
      `${scope} ${kind} ${refId}`,
      { scope, id: refId, version, sha },
    ]),
  );
  expect(replica).toEqual(oracle);
  for (const [scope, head] of Object.entries(heads))
    expect(headOf(replica, scope)).toEqual({ count: head.count, digest: head.digest });
});

test('a document is sent once, at its newest version, however often it changed', async () => {
  for (const name of ['甲', '乙', '丙'])
    await server.put(personDocuments(resident, { classId: null, name }));

  const { pages } = await pullAll(phone);

  const told = pages
    .filter((page) => page.scope === CAMPUS_STAFF)
    .flatMap((page) => page.entries)
    .filter((entry) => entry.kind === 'document' && entry.id === resident.id);
  expect(told).toMatchObject([{ version: 4, body: { name: '丙' } }]);
});

test('an equal body makes no new version and no new number', async () => {
  const before = await server.db.selectFrom('scopeHead').selectAll().execute();

  const heads = await server.put(
    personDocuments(resident, { classId: campus.classId, name: '林小满' }),
  );

  expect(heads.size).toBe(0);
  expect(await server.db.selectFrom('scopeHead').selectAll().execute()).toEqual(before);
});

test('a person who moves away leaves the old building with an entry without a body', async () => {
  const volunteer = await addStaff(server, {
    role: 'volunteer',
    post: { kind: 'building', id: campus.east.id },
  });
  const volunteers = await addPhone(server, volunteer);
  const { cursor } = await pullAll(volunteers);
  const west = { ...resident.home!, buildingId: campus.west.id, unitId: null };

  await server.put(personDocuments({ ...resident, home: west }, { classId: null, name: '林小满' }));

  const { pages } = await pullAll(volunteers, cursor);
  expect(pages).toMatchObject([
    {
      scope: buildingScope(campus.east.id, 'people'),
      entries: [{ documentKind: 'directory', id: resident.id, version: 2, body: null }],
    },
  ]);
});

test('numbers of a feed have no holes but those of replaced versions, and an undone change takes none', async () => {
  const scope = buildingScope(campus.east.id, 'door');
  const operations = [1, 2, 3].map((seq) =>
    record(phone, seq, check(campus.east.doorId, resident.id)),
  );
  await push(phone, ...operations);
  await server.db.schema.alterTable('documentVersion').renameTo('away').execute();
  await expect(
    server.put(personDocuments(resident, { classId: null, name: '别名' })),
  ).rejects.toThrow();

  const rows = await server.db
    .selectFrom('feed')
    .select(['seq', 'kind'])
    .where('scope', '=', scope)
    .orderBy('seq')
    .execute();

  expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
  const head = await server.db
    .selectFrom('scopeHead')
    .select('head')
    .where('scope', '=', CAMPUS_STAFF)
    .executeTakeFirstOrThrow();
  expect(head.head).toBe(2);
});
