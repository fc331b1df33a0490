import { expect, test } from 'vitest';
import { CardPlan, type CardsFor } from '../../../src/protocol/office-enrolment.ts';
import { StaffPage } from '../../../src/protocol/office-staff.ts';
import { CAMPUS_STAFF, personScope } from '../../../src/domain/scope.ts';
import { addStaff, scopesOf } from '../support/campus.ts';
import { codeOfLink, enrolPhone } from '../support/enrolling.ts';
import { addResidents } from '../support/residents.ts';
import { cardOf, cardsOf, DAY_MS, NUMBER, openCampus, search } from './card-office.ts';
import { OfficeClient } from './office-client.ts';

const plan = async (office: OfficeClient, cardsFor: CardsFor, selection: object = {}) =>
  CardPlan.parse(await office.json('POST', '/enrolment-cards/plan', { cardsFor, ...selection }));

test('a student gets an account with the role of one, and a code of eight that enrols with the number', async () => {
  const { office, server, campus } = await openCampus();
  const home = { buildingId: campus.east.id, unitId: campus.east.unit1, room: '305', bed: '2' };
  const [id] = await addResidents(server, { number: NUMBER, name: '白露', ...home });

  const card = await cardOf(office, id!);

  expect(card).toMatchObject({
    name: '白露',
    building: 'East',
    room: '305',
    bed: '2',
    needsNumber: true,
  });
  expect(card.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(card.link).toBe(`/#enrol=${card.code.replace('-', '')}~${NUMBER}`);
  expect(Date.parse(card.expiresAt) - server.clock.nowMs).toBe(14 * DAY_MS);
  const { reply } = await enrolPhone(server, ` ${card.code.toLowerCase()}~ 2019 90500028`);
  expect(reply.account).toMatchObject({ personId: id, name: '白露' });
  const rows = await server.db.selectFrom('assignment').selectAll().execute();
  expect(rows.find(({ accountId }) => accountId === reply.account.id)).toMatchObject({
    role: 'student',
    post: '{"kind":"self"}',
  });
  expect(await scopesOf(server, reply.account.id, 'account')).toEqual([personScope(id!)]);
});

test('staff without a number get a role of their own and a code of twelve', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { kind: 'staff', name: 'Anna Berg' });

  const card = await cardOf(office, id!);

  expect(card).toMatchObject({ needsNumber: false });
  expect(card.code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const { reply } = await enrolPhone(server, codeOfLink(card.link));
  const rows = await server.db.selectFrom('assignment').selectAll().execute();
  expect(rows.find(({ accountId }) => accountId === reply.account.id)?.role).toBe('teacher');
});

test('who holds a post gets no card, and who is unknown none either', async () => {
  const { office, server, campus } = await openCampus();
  const post = { kind: 'building', id: campus.east.id } as const;
  const keeper = await addStaff(server, { role: 'keeper', post });

  const { cards, skipped } = await cardsOf(office, [keeper.personId, campus.classId]);

  expect(cards).toEqual([]);
  expect(skipped).toEqual([
    { personId: keeper.personId, state: 'on_post' },
    { personId: campus.classId, state: null },
  ]);
  expect(await office.refusal('POST', `/people/${keeper.personId}/enrolment-card`, {})).toBe(
    'conflict',
  );
});

test('a plan names those it is for, by where they live, and counts the phones it ends', async () => {
  const { office, server, campus } = await openCampus();
  const east = { buildingId: campus.east.id, unitId: campus.east.unit1 };
  const ids = await addResidents(
    server,
    { number: '3', ...east, room: '1001' },
    { number: '1', ...east, room: '305', classId: campus.classId },
    { number: '2', ...east, room: '305', bed: '2' },
    { number: '4', buildingId: campus.west.id },
  );
  const [top, enrolled, waiting, west] = ids;
  const { cards } = await cardsOf(office, [enrolled!, waiting!]);
  await enrolPhone(server, codeOfLink(cards[0]!.link));
  const inEast = { buildingId: campus.east.id };

  expect(await plan(office, 'none', inEast)).toEqual({ personIds: [top], enrolled: 0 });
  expect(await plan(office, 'without_phone', inEast)).toEqual({
    personIds: [waiting, top],
    enrolled: 0,
  });
  expect(await plan(office, 'all', inEast)).toEqual({
    personIds: [enrolled, waiting, top],
    enrolled: 1,
  });
  const only = async (selection: object) => (await plan(office, 'all', selection)).personIds;
  expect(await only({ classId: campus.classId })).toEqual([enrolled]);
  expect(await only({ unitId: campus.west.id })).toEqual([west]);
  expect(await only({ kind: 'staff', buildingId: campus.east.id })).toEqual([]);
});

test('the list counts everybody and shows whom the filter wants', async () => {
  const { office, server, campus } = await openCampus();
  const home = { buildingId: campus.east.id };
  const [first] = await addResidents(
    server,
    { number: '1', name: '白露', ...home },
    { number: '2', name: '林秋实', ...home },
  );
  await cardOf(office, first!);

  const page = await search(office, { ...home, state: 'waiting' });

  expect(page.counts).toMatchObject({ none: 1, waiting: 1, enrolled: 0 });
  expect(page.people).toMatchObject([{ name: '白露', number: '1', state: 'waiting' }]);
});

test('the table of who is missing has no code in it, and masks', async () => {
  const { office, server } = await openCampus();
  const ids = await addResidents(
    server,
    { number: NUMBER, name: '白露' },
    { number: '201990500029', name: '林秋实' },
  );
  const { cards } = await cardsOf(office, ids);
  await enrolPhone(server, codeOfLink(cards[1]!.link));

  const masked = await (await office.send('GET', '/enrolments.csv?kind=student')).text();
  const plain = await (await office.send('GET', '/enrolments.csv?kind=student&mask=0')).text();

  expect(masked).toContain('白*,201****0028');
  expect(plain).toContain(`白露,${NUMBER}`);
  expect(plain).not.toContain('林秋实');
  expect(plain).not.toContain(cards[0]!.code);
  expect(plain).not.toContain(cards[0]!.code.replace('-', ''));
});

test('those who only report are not on the list of staff until somebody looks for one, and a post makes them known', async () => {
  const { office, server, campus } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER, name: '白露' });
  await cardOf(office, id!);
  const staff = async (query: string) =>
    StaffPage.parse(await office.json('POST', '/staff/search', { query }));

  expect((await staff('')).staff.map(({ account }) => account.name)).toEqual(['钱一']);
  const [entry] = (await staff('白')).staff;

  await office.json('POST', `/staff/${entry!.account.id}/assignments`, {
    role: 'volunteer',
    post: { kind: 'building', id: campus.east.id },
  });
  expect((await staff('')).total).toBe(2);
  expect(await scopesOf(server, entry!.account.id, 'account')).toEqual([CAMPUS_STAFF]);
});

test('two thousand cards take eight orders, each of them whole, and go on where they stopped', async () => {
  const { office, server, campus } = await openCampus();
  const home = { buildingId: campus.east.id, unitId: campus.east.unit1 };
  const residents = Array.from({ length: 2000 }, (_, index) => ({
    number: String(202000000000 + index),
    room: String(100 + Math.floor(index / 4)),
    bed: String((index % 4) + 1),
    ...home,
  }));
  await addResidents(server, ...residents);
  const { personIds } = await plan(office, 'none');

  const links = new Set<string>();
  for (let start = 0; start < 1000; start += 250)
    for (const { link } of (await cardsOf(office, personIds.slice(start, start + 250))).cards)
      links.add(link);
  const { personIds: left } = await plan(office, 'none');
  expect(left).toEqual(personIds.slice(1000));
  for (let start = 0; start < left.length; start += 250)
    for (const { link } of (await cardsOf(office, left.slice(start, start + 250))).cards)
      links.add(link);

  expect(links.size).toBe(2000);
  expect((await search(office)).counts).toMatchObject({ none: 0, waiting: 2000 });
  const codes = await server.db
    .selectFrom('enrolmentCode')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(codes.count).toBe(2000);
  expect(server.reports).toEqual([]);
}, 120_000);

test('an order of more than can be done at once is refused', async () => {
  const { office, campus } = await openCampus();
  const personIds = Array<string>(251).fill(campus.classId);

  expect(await office.refusal('POST', '/enrolment-cards', { personIds, endsPhones: false })).toBe(
    'bad-request',
  );
});
