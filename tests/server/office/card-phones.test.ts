import { expect, test } from 'vitest';
import { EnrolmentCard } from '../../../src/protocol/office-enrolment.ts';
import { type Id } from '../../../src/domain/id.ts';
import { addStaff } from '../support/campus.ts';
import { codeOfLink, enrolPhone, redeemRequest } from '../support/enrolling.ts';
import { addResidents } from '../support/residents.ts';
import {
  addPhone,
  at,
  LONG_AGO,
  post,
  record,
  requestOf,
  sync,
  type TestPhone,
} from '../support/test-server.ts';
import { cardOf, cardsOf, NUMBER, openCampus, search } from './card-office.ts';
import { OfficeClient, PASSWORD } from './office-client.ts';

test('a new card ends the phone before, and its session', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const phone = await enrolPhone(server, codeOfLink((await cardOf(office, id!)).link));
  await phone.openSession();

  const card = EnrolmentCard.parse(await office.json('POST', `/people/${id}/enrolment-card`, {}));

  expect(await phone.sessionRefusal()).toBe('device-revoked');
  const sessions = await server.db
    .selectFrom('session')
    .select('kind')
    .where('kind', '=', 'device')
    .execute();
  expect(sessions).toEqual([]);
  const second = await enrolPhone(server, codeOfLink(card.link));
  expect(second.reply.account).toEqual(phone.reply.account);
  await second.openSession();
});

test('from a phone of two people a new card takes one, and leaves the other', async () => {
  const { office, server } = await openCampus();
  const ids = await addResidents(server, { number: NUMBER }, { number: '201990500029' });
  const { cards } = await cardsOf(office, ids);
  const phone = await enrolPhone(server, codeOfLink(cards[0]!.link));
  const body = { ...redeemRequest(codeOfLink(cards[1]!.link)), deviceToken: null };
  await phone.client.json('POST', '/enrolments/redeem', body, phone.headers);

  await office.json('POST', `/people/${ids[1]}/enrolment-card`, {});

  await phone.openSession();
  const { people } = await search(office, { kind: 'student' });
  expect(people.map(({ state }) => state).sort()).toEqual(['enrolled', 'waiting']);
  const [device] = await server.db
    .selectFrom('device')
    .select('revokedAt')
    .where('id', '=', phone.deviceId)
    .execute();
  expect(device!.revokedAt).toBeNull();
});

test('a phone whose other people are deactivated is ended as one of its own', async () => {
  const { office, server } = await openCampus();
  const ids = await addResidents(server, { number: NUMBER }, { number: '201990500029' });
  const { cards } = await cardsOf(office, ids);
  const phone = await enrolPhone(server, codeOfLink(cards[0]!.link));
  const body = { ...redeemRequest(codeOfLink(cards[1]!.link)), deviceToken: null };
  await phone.client.json('POST', '/enrolments/redeem', body, phone.headers);
  await server.db
    .updateTable('account')
    .set({ isActive: 0 })
    .where('id', '=', phone.reply.account.id)
    .execute();

  await office.json('POST', `/people/${ids[1]}/enrolment-card`, {});

  expect(await phone.sessionRefusal()).toBe('device-revoked');
});

test('who is enrolled keeps the phone unless the order says otherwise', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const phone = await enrolPhone(server, codeOfLink((await cardOf(office, id!)).link));

  const { cards, skipped } = await cardsOf(office, [id!]);

  expect(cards).toEqual([]);
  expect(skipped).toEqual([{ personId: id, state: 'enrolled' }]);
  await phone.openSession();
  expect((await cardsOf(office, [id!], { endsPhones: true })).cards).toHaveLength(1);
  expect(await phone.sessionRefusal()).toBe('device-revoked');
});

test('a building head and a class head reissue cards of their own and of nobody else', async () => {
  const { office, server, campus } = await openCampus();
  const building = { kind: 'building', id: campus.east.id } as const;
  const heads = [
    await addStaff(server, { role: 'building_head', post: building }),
    await addStaff(server, { role: 'class_head', post: { kind: 'class', id: campus.classId } }),
  ];
  const [inEast, inClass, elsewhere] = await addResidents(
    server,
    { number: '1', buildingId: campus.east.id },
    { number: '2', classId: campus.classId },
    { number: '3', buildingId: campus.west.id },
  );
  const phones: Record<string, string>[] = [];
  for (const head of heads) {
    const code = (await office.code(head.id)).code;
    phones.push(await (await enrolPhone(server, code)).openSession());
  }
  const browser = new OfficeClient(server);
  const ask = async (headers: Record<string, string>, id: Id) => {
    const path = `/people/${id}/enrolment-card`;
    const response = await browser.send('POST', path, { body: {}, headers });
    return response.ok ? 'made' : ((await response.json()) as { code: string }).code;
  };

  expect(await ask(phones[0]!, inEast!)).toBe('made');
  expect(await ask(phones[0]!, inClass!)).toBe('forbidden');
  expect(await ask(phones[0]!, elsewhere!)).toBe('forbidden');
  expect(await ask(phones[0]!, heads[0]!.personId)).toBe('conflict');
  expect(await ask(phones[0]!, heads[1]!.personId)).toBe('forbidden');
  expect(await ask(phones[0]!, campus.classId)).toBe('forbidden');
  expect(await ask(phones[1]!, inClass!)).toBe('made');
  expect(await ask(phones[1]!, inEast!)).toBe('forbidden');
});

test('a head gives no code beside the phone of somebody who only reports, and the office does', async () => {
  const { office, server, campus } = await openCampus();
  const post = { kind: 'class', id: campus.classId } as const;
  const head = await addStaff(server, { role: 'class_head', post });
  const [id] = await addResidents(server, { number: '1', classId: campus.classId });
  const own = await enrolPhone(server, codeOfLink((await cardOf(office, id!)).link));
  const headers = await (await enrolPhone(server, (await office.code(head.id)).code)).openSession();
  const accountId = own.reply.account.id;
  const browser = new OfficeClient(server);
  const path = `/accounts/${accountId}/enrolment-codes`;

  expect(await browser.refusal('POST', path, undefined, headers)).toBe('forbidden');
  expect(await office.code(accountId)).toMatchObject({ code: expect.any(String) as string });
  await own.openSession();
});

test('a head who signs in at a desk may the same there, and no more of the office', async () => {
  const { office, server, campus } = await openCampus();
  const post = { kind: 'class', id: campus.classId } as const;
  const assignments = [{ role: 'counsellor', post }];
  const signIn = { login: 'counsellor', password: PASSWORD };
  await office.json('POST', '/staff', { name: '许辅导', phone: null, ...signIn, assignments });
  const head = new OfficeClient(server);
  await head.json('POST', '/login', signIn);
  const [own, other] = await addResidents(
    server,
    { number: '1', classId: campus.classId },
    { number: '2', buildingId: campus.east.id },
  );

  EnrolmentCard.parse(await head.json('POST', `/people/${own}/enrolment-card`, {}));
  expect(await head.refusal('POST', `/people/${other}/enrolment-card`, {})).toBe('forbidden');
  expect(
    await head.refusal('POST', '/enrolment-cards', { personIds: [own], endsPhones: true }),
  ).toBe('forbidden');
});

test('what an ended phone still holds is taken once, apart from what counts', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  await cardOf(office, id!);
  const account = await server.db
    .selectFrom('account')
    .selectAll()
    .where('personId', '=', id!)
    .executeTakeFirstOrThrow();
  const phone = await addPhone(server, account);
  const body = { personId: id, noticeVersion: 'v1', isGiven: true };
  const operation = record(phone, 1, { type: 'consent', body });

  await office.json('POST', `/people/${id}/enrolment-card`, {});
  const push = { log: phone.log, operations: [operation], acked: 0 };
  const answer = await post(phone, requestOf(phone, { push }));

  expect(answer.status).toBe(403);
  const kept = await server.db.selectFrom('opLog').select(['id', 'outcome', 'why']).execute();
  expect(kept).toEqual([{ id: operation.id, outcome: 'parked', why: 'not-bound' }]);
});

test('what a person recorded before being taken off a shared phone still counts', async () => {
  const { office, server } = await openCampus();
  const ids = await addResidents(server, { number: NUMBER }, { number: '201990500029' });
  await cardsOf(office, ids);
  const accounts = await server.db
    .selectFrom('account')
    .selectAll()
    .where('personId', 'in', ids)
    .execute();
  const [leaving, staying] = [accounts[0]!, accounts[1]!];
  const phone = await addPhone(server, leaving);
  const bound = { deviceId: phone.deviceId, secret: phone.secret, boundAt: LONG_AGO };
  await server.db
    .insertInto('deviceAccount')
    .values({ ...bound, accountId: staying.id, unboundAt: null })
    .execute();
  server.clock.nowMs += 3_600_000;

  await office.json('POST', `/people/${leaving.personId}/enrolment-card`, {});
  const body = { personId: leaving.personId, noticeVersion: 'v1', isGiven: true };
  const results = await pushed(phone, [
    record(phone, 1, { type: 'consent', body, at: at(30) }),
    record(phone, 2, { type: 'consent', body, at: at(90) }),
  ]);

  expect(results).toMatchObject([{ outcome: 'stored' }, { outcome: 'parked', why: 'not-bound' }]);
});

async function pushed(phone: TestPhone, operations: unknown[]): Promise<unknown[]> {
  const { push } = await sync(phone, { push: { log: phone.log, operations, acked: 0 } });
  return push?.results ?? [];
}
