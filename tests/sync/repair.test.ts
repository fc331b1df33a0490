import { afterEach, beforeEach, expect, test } from 'vitest';
import { addLanes } from '../../src/protocol/lanes.ts';
import { bucketOf } from '../../src/protocol/repair.ts';
import { buildingScope, CAMPUS_STAFF } from '../../src/domain/scope.ts';
import { lanesOf } from '../../src/server/database/digest.ts';
import { addPerson, check } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { headersOf } from '../server/support/test-server.ts';
import { openSeparatePhone, type SeparatePhone } from '../support/separate-phone.ts';

let east: EastDoor;
let phone: SeparatePhone;
const asked: { path: string; text: string }[] = [];

beforeEach(async () => {
  east = await openEastDoor();
  phone = await openSeparatePhone(east.server, east.keeper);
  asked.length = 0;
  const { app } = east.server;
  const request = app.request.bind(app);
  phone.server = {
    ...east.server,
    app: Object.assign(Object.create(app), {
      request: async (path: string, init?: RequestInit) => {
        const response = await request(path, init);
        asked.push({ path, text: await response.clone().text() });
        return response;
      },
    }),
  };
});

afterEach(() => phone.close());

const door = () => buildingScope(east.campus.east.id, 'door');
const repairs = () => asked.filter(({ path }) => path.endsWith('/repair'));

/** A person's entry changes without a new number, and the head counts it: what no pull would bring. */
async function changeBehindTheFeed(id: string): Promise<void> {
  const { db } = east.server;
  const rows = await db
    .selectFrom('feed')
    .selectAll()
    .where('refId', '=', id)
    .where('kind', '=', 'directory')
    .where('scope', '=', CAMPUS_STAFF)
    .execute();
  const row = rows[0]!;
  const head = await db
    .selectFrom('scopeHead')
    .selectAll()
    .where('scope', '=', CAMPUS_STAFF)
    .executeTakeFirstOrThrow();
  const sha = 'f'.repeat(64);
  const without = addLanes([head.d0, head.d1, head.d2, head.d3], lanesOf(row), -1);
  const [d0, d1, d2, d3] = addLanes(without, lanesOf({ ...row, sha }), 1);
  await db
    .updateTable('feed')
    .set({ sha })
    .where('scope', '=', CAMPUS_STAFF)
    .where('seq', '=', row.seq)
    .execute();
  await db
    .updateTable('scopeHead')
    .set({ d0, d1, d2, d3 })
    .where('scope', '=', CAMPUS_STAFF)
    .execute();
}

test('a scope that differs is mended by the buckets that differ, and by nothing else', async () => {
  const home = { buildingId: east.campus.east.id, unitId: east.campus.east.unit1 };
  for (let count = 0; count < 40; count += 1)
    await addPerson(east.server, { ...home, classId: east.campus.classId });
  await phone.recordCheck(check(east.campus.east.doorId, east.resident.id).body);
  await phone.agree();
  const people = [...phone.replica.documents('directory').keys()];
  await changeBehindTheFeed(east.resident.id);

  await phone.agree();
  await phone.agree();

  expect(repairs()).toHaveLength(1);
  const reply = JSON.parse(repairs()[0]!.text);
  const near = people.filter((id) => bucketOf(id) === bucketOf(east.resident.id));
  expect(reply.buckets).toEqual([bucketOf(east.resident.id)]);
  expect(reply.entries.map(({ id }: { id: string }) => id).sort()).toEqual(near.sort());
  expect([...phone.replica.documents('directory').keys()].sort()).toEqual(people.sort());
  expect(phone.replica.facts().size).toBe(1);
  expect(phone.findings).toHaveLength(1);
  expect(phone.reports).toEqual([]);
});

test('a scope that is not the account’s own is not told bucket by bucket', async () => {
  const request = {
    scope: buildingScope(east.campus.west.id, 'door'),
    through: 0,
    from: null,
    buckets: Array.from({ length: 256 }, () => ''),
  };
  const ask = (scope: string) =>
    east.server.app.request('/api/v1/repair', {
      method: 'POST',
      headers: { ...headersOf(east.phone), 'content-type': 'application/json' },
      body: JSON.stringify({ ...request, scope }),
    });

  expect((await ask(request.scope)).status).toBe(403);
  const own = await ask(door());
  expect(own.status).toBe(200);
});
