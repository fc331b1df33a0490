import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { getDocument } from '../../src/server/database/documents.ts';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import { OfficeClient, openOffice } from '../server/office/office-client.ts';
import { cardOf, NUMBER, openCampus } from '../server/office/card-office.ts';
import { addPerson, addStaff, check, scopesOf, voidOf } from '../server/support/campus.ts';
import { openEastDoor, type EastDoor } from '../server/support/east-door.ts';
import { codeOfLink, enrolPhone } from '../server/support/enrolling.ts';
import { addResidents } from '../server/support/residents.ts';
import {
  addPhone,
  at,
  openServerAt,
  push,
  record,
  type TestPhone,
} from '../server/support/test-server.ts';

/** Phones of as many building heads, each at a server of its own or at one of two. */
async function openPhones(door: EastDoor, count: number): Promise<TestPhone[]> {
  const { server, campus } = door;
  const servers = [server, await openServerAt(server)];
  const phones: TestPhone[] = [];
  for (let index = 0; index < count; index += 1) {
    const post = { kind: 'building', id: campus.east.id } as const;
    const head = await addStaff(server, { role: 'building_head', post });
    phones.push({ ...(await addPhone(server, head)), server: servers[index % 2]! });
  }
  return phones;
}

test('a match and a void that come at once lie in the same scopes, in whatever order they were taken', async () => {
  const door = await openEastDoor();
  const { server, campus, resident } = door;
  const [matching, voiding] = await openPhones(door, 2);
  const { doorId } = campus.east;

  for (let seq = 1; seq <= 10; seq += 1) {
    const subject = { kind: 'unknown', text: '穿蓝衣的人' };
    const first = record(door.phone, seq, check(doorId, resident.id, { subject }));
    await push(door.phone, first);
    const match = record(matching!, seq, {
      ...check(doorId, resident.id, { amends: first.id }),
      at: at(1),
    });
    const taken = record(voiding!, seq, { ...voidOf(first.id), at: at(2) });

    await Promise.all([push(matching!, match), push(voiding!, taken)]);

    expect(await scopesOf(server, taken.id)).toEqual(await scopesOf(server, match.id));
  }
  expect(server.reports).toEqual([]);
});

test('eight phones that see the same person at once all get their receipts, and the mark is of the last', async () => {
  const door = await openEastDoor();
  const { server, campus } = door;
  const phones = await openPhones(door, 8);

  for (let round = 1; round <= 3; round += 1) {
    const person = await addPerson(server, { buildingId: campus.east.id });
    const pushes = phones.map((phone, index) => {
      const recording = check(campus.east.doorId, person.id);
      return push(phone, record(phone, round, { ...recording, at: at(index - 8) }));
    });

    const results = (await Promise.all(pushes)).flatMap((reply) => reply.results);

    expect(results.map(({ outcome }) => outcome)).toEqual(phones.map(() => 'stored'));
    const mark = await getDocument(server.db, 'mark', person.id);
    expect(mark?.body).toMatchObject({ about: 'passage', at: at(-1) });
  }
  expect(server.reports).toEqual([]);
});

test('one operation that two journals bring at once is stored once, and known to the other', async () => {
  const door = await openEastDoor();
  const { campus, resident, phone } = door;
  const other = await openServerAt(door.server);
  const copy = { ...phone, server: other, log: crypto.randomUUID() };

  for (let seq = 1; seq <= 5; seq += 1) {
    const operation = record(phone, seq, check(campus.east.doorId, resident.id));

    const replies = await Promise.all([push(phone, operation), push(copy, operation)]);

    const outcomes = replies.flatMap(({ results }) => results.map(({ outcome }) => outcome));
    expect(outcomes.sort()).toEqual(['known', 'stored']);
  }
  expect([...door.server.reports, ...other.reports]).toEqual([]);
});

test('a redemption that is sent twice at once enrols one phone, and both get its answer', async () => {
  const office = await openOffice();
  const other = new OfficeClient(await openServerAt(office.server));
  const { account } = await office.addStaff('门卫甲');
  const { code } = await office.code(account.id);
  const request = {
    code,
    deviceToken: newSecret(),
    accountSecret: newSecret(),
    deviceName: 'a phone',
    platform: 'test',
  };

  const [first, second] = await Promise.all(
    [new OfficeClient(office.server), other].map((phone) =>
      phone.json('POST', '/enrolments/redeem', request),
    ),
  );

  expect(second).toEqual(first);
  expect(await office.server.db.selectFrom('device').select('id').execute()).toHaveLength(1);
});

test('a card that is redeemed while it is made anew opens one phone, which the new card ends', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  const { numberHash } = await server.db
    .selectFrom('enrolmentCode')
    .select('numberHash')
    .executeTakeFirstOrThrow();
  const waiting = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(server.db);
    return rows[0]?.count ?? 0;
  };
  // The redemption holds the code and waits for its number; the new card waits for the code.
  const holding = await server.db.startTransaction().execute();
  const wrongTry = { numberHash: numberHash!, wrong: 1, triedAt: at(0) };
  await holding.insertInto('numberTry').values(wrongTry).execute();
  const enrolling = enrolPhone(server, codeOfLink(card.link));
  await expect.poll(waiting).toBe(1);
  const making = office.json('POST', `/people/${id}/enrolment-card`, {});
  await expect.poll(waiting).toBe(2);
  await holding.rollback().execute();

  const [phone] = await Promise.all([enrolling, making]);

  expect(await phone.sessionRefusal()).toBe('device-revoked');
  expect(server.reports).toEqual([]);
});
