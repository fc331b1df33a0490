import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import { rejudgeWaiting } from '../../src/server/sync/rejudge.ts';
import { check, personDocuments } from './support/campus.ts';
import { countedDatabase } from './support/counted-database.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import { push, record, type Recording } from './support/test-server.ts';

let east: EastDoor;
let seq = 0;

beforeEach(async () => {
  east = await openEastDoor();
  seq = 0;
});

const IN_VAIN = 1200;

/** Checks of people whom nobody has entered, in pushes that do not judge what waits. */
async function waitInVain(count: number): Promise<Id[]> {
  const people = Array.from({ length: count }, () => randomUUID());
  for (let from = 0; from < count; from += 400) await send(people.slice(from, from + 400));
  return people;
}

const ofPerson = (personId: Id): Recording => check(east.campus.east.doorId, personId);
const send = (people: readonly Id[]) =>
  push(east.phone, ...people.map((id) => record(east.phone, (seq += 1), ofPerson(id))));

const waiting = async () => {
  const rows = await east.server.db
    .selectFrom('opLog')
    .select('id')
    .where('outcome', '=', 'parked')
    .execute();
  return rows.length;
};

async function enter(id: Id): Promise<void> {
  const person = { id, stayId: randomUUID(), home: null };
  await east.server.put(personDocuments(person, { classId: null, name: '新人' }));
}

test('what waits in vain costs the next push a slice of it, not all of it', async () => {
  await waitInVain(IN_VAIN);
  const { read, deps } = countedDatabase(east.server.deps);

  await rejudgeWaiting(deps, [randomUUID()]);

  expect(await waiting()).toBe(IN_VAIN);
  expect(read.rows).toBeLessThan(150);
  expect(read.queries).toBeLessThan(12);
});

test('where nothing waits there is one question', async () => {
  const { read, deps } = countedDatabase(east.server.deps);

  await rejudgeWaiting(deps, [randomUUID()]);

  expect(read).toEqual({ rows: 0, queries: 1 });
});

test('whatever the office enters is found, wherever it stands among what waits', async () => {
  const people = await waitInVain(IN_VAIN);
  for (const place of [0, 600, IN_VAIN - 1]) await enter(people[place]!);
  const { deps } = countedDatabase(east.server.deps);

  for (let call = 0; call < IN_VAIN / 100 + 1; call += 1) await rejudgeWaiting(deps, []);

  expect(await waiting()).toBe(IN_VAIN - 3);
});

test('what a push brings is judged with all that waits for it, whatever else waits', async () => {
  await waitInVain(IN_VAIN);
  const visitorId = randomUUID();
  const subject = { kind: 'visitor', visitorId };
  const early = Array.from({ length: 150 }, () =>
    record(east.phone, (seq += 1), check(east.campus.east.doorId, '', { subject })),
  );
  await push(east.phone, ...early);
  expect(await waiting()).toBe(IN_VAIN + early.length);

  const body = {
    doorId: east.campus.east.doorId,
    name: '访客赵六',
    hostId: null,
    hostText: '找人',
    phone: null,
  };
  await push(east.phone, record(east.phone, (seq += 1), { type: 'visitor', id: visitorId, body }));

  expect(await waiting()).toBe(IN_VAIN);
});
