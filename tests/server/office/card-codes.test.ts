import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import { codeOfLink, enrolPhone, redeemRequest, wrongCodeFor } from '../support/enrolling.ts';
import { addResidents } from '../support/residents.ts';
import type { TestServer } from '../support/test-server.ts';
import {
  cardOf,
  cardsOf,
  DAY_MS,
  NUMBER,
  openCampus,
  redeemRefusal,
  search,
} from './card-office.ts';
import { OfficeClient, PASSWORD } from './office-client.ts';

test('neither the code nor the number beside it is stored', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  await redeemRefusal(new OfficeClient(server), wrongCodeFor(NUMBER));

  const kept = JSON.stringify([
    await server.db.selectFrom('enrolmentCode').selectAll().execute(),
    await server.db.selectFrom('numberTry').selectAll().execute(),
    await server.db.selectFrom('audit').selectAll().execute(),
  ]);

  expect(kept).toContain(card.expiresAt);
  expect(kept).not.toContain(card.code.replace('-', ''));
  expect(kept).not.toContain(NUMBER);
});

test('a code is good with its own number only', async () => {
  const { office, server, stranger } = await openCampus();
  const ids = await addResidents(server, { number: NUMBER }, { number: '201990500029' });
  const { cards } = await cardsOf(office, ids);
  const code = cards[0]!.code;

  expect(await redeemRefusal(stranger, `${code}~201990500029`)).toBe('code-mismatch');
  expect(await redeemRefusal(stranger, code)).toBe('code-unknown');
  await enrolPhone(server, codeOfLink(cards[0]!.link));
});

test.each([
  ['of somebody', NUMBER],
  ['of nobody', '999999999999'],
])('the fifth wrong try locks a number %s, in the same words', async (_, number) => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);

  const answers: unknown[] = [];
  for (let count = 0; count < 7; count += 1)
    answers.push(
      await stranger.problem('POST', '/enrolments/redeem', redeemRequest(wrongCodeFor(number))),
    );

  const answer = (code: string, status: number) => ({
    type: `urn:shouwang:problem:${code}`,
    title: expect.any(String) as string,
    status,
    code,
  });
  expect(answers).toEqual([
    ...Array<unknown>(4).fill(answer('code-mismatch', 404)),
    ...Array<unknown>(3).fill(answer('code-locked', 423)),
  ]);
  const isLocked = number === NUMBER;
  if (isLocked) expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('code-locked');
  else await enrolPhone(server, codeOfLink(card.link));
});

test('a locked number opens with its next card, and the card before is worth nothing', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const before = await cardOf(office, id!);
  for (let count = 0; count < 5; count += 1) await redeemRefusal(stranger, wrongCodeFor(NUMBER));
  expect((await search(office)).counts.locked).toBe(1);

  const after = await cardOf(office, id!);

  expect(await redeemRefusal(stranger, codeOfLink(before.link))).toBe('code-mismatch');
  await enrolPhone(server, codeOfLink(after.link));
});

test('four slips are forgotten with the right code', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  for (let count = 0; count < 4; count += 1) await redeemRefusal(stranger, wrongCodeFor(NUMBER));

  await enrolPhone(server, codeOfLink(card.link));

  expect(await server.db.selectFrom('numberTry').selectAll().execute()).toEqual([]);
});

test('guesses that come at once are counted one by one', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  await cardOf(office, id!);

  const guesses = Array.from({ length: 12 }, () => redeemRefusal(stranger, wrongCodeFor(NUMBER)));
  const answers = await Promise.all(guesses);

  expect(answers.filter((answer) => answer === 'code-mismatch')).toHaveLength(4);
  expect(answers.filter((answer) => answer === 'code-locked')).toHaveLength(8);
});

test('a card has its days, and one that has run out is no wrong try', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const { cards } = await cardsOf(office, [id!], { validDays: 3 });
  const code = codeOfLink(cards[0]!.link);
  server.clock.nowMs += 3 * DAY_MS;

  for (let count = 0; count < 6; count += 1)
    expect(await redeemRefusal(stranger, code)).toBe('code-expired');
  await office.json('POST', '/login', { login: 'office', password: PASSWORD });
  const { people } = await search(office, { kind: 'student' });
  expect(people).toMatchObject([{ personId: id, state: 'expired' }]);
});

test('a redemption whose answer was lost is repeated, and another with the same card refused', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  const { request, reply } = await enrolPhone(server, codeOfLink(card.link));
  for (let count = 0; count < 5; count += 1) await redeemRefusal(stranger, wrongCodeFor(NUMBER));

  expect(await stranger.json('POST', '/enrolments/redeem', request)).toEqual(reply);
  expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('code-locked');
});

test('an address that tries many numbers has to wait', async () => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  for (let count = 0; count < 300; count += 1)
    await redeemRefusal(stranger, wrongCodeFor(String(count).padStart(8, '0')));

  expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('too-many-requests');
  server.clock.nowMs += 60_000;
  expect(await redeemRefusal(stranger, 'K7QM2XPA9RTE')).toBe('code-unknown');
});

/** The account of whoever got that card. */
const accountOf = ({ db }: TestServer, personId: Id) =>
  db
    .selectFrom('account')
    .select(['id', 'personId'])
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow();

test.each([
  ['now', 0],
  ['from tomorrow on', DAY_MS],
])('a card ends with a duty that its holder has %s', async (_, afterMs) => {
  const { office, server, campus, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  const account = await accountOf(server, id!);
  const from = new Date(server.clock.nowMs + afterMs).toISOString();
  const post = { kind: 'building', id: campus.east.id };

  await office.json('POST', `/staff/${account.id}/assignments`, { role: 'guard', post, from });

  expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('code-mismatch');
  expect((await search(office)).counts).toMatchObject({ waiting: 0 });
  expect((await cardsOf(office, [id!])).skipped).toEqual([{ personId: id, state: 'on_post' }]);
});

test('a card without a number ends with a duty too, and what was made for a duty ends with the last one', async () => {
  const { office, server, campus, stranger } = await openCampus();
  const [id = ''] = await addResidents(server, { kind: 'staff', number: null });
  const card = await cardOf(office, id);
  expect(card.needsNumber).toBe(false);
  const { id: accountId } = await accountOf(server, id);
  const give = async (role: string, buildingId: Id): Promise<Id> => {
    const post = { kind: 'building', id: buildingId };
    const entry = await office.json('POST', `/staff/${accountId}/assignments`, { role, post });
    const { assignments } = entry as { assignments: { assignment: { id: Id; role: string } }[] };
    return assignments.find(({ assignment }) => assignment.role === role)?.assignment.id ?? '';
  };
  const end = (assignmentId: Id) =>
    office.json('POST', `/staff/${accountId}/assignments/${assignmentId}/end`);

  const first = await give('guard', campus.east.id);
  expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('code-unknown');

  const { code } = await office.code(accountId);
  const second = await give('keeper', campus.west.id);
  await end(first);
  await enrolPhone(server, code);
  const unused = await office.code(accountId);
  await end(second);
  expect(await redeemRefusal(stranger, unused.code)).toBe('code-unknown');
});

test('a card stays with another role of who only reports', async () => {
  const { office, server } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  const account = await accountOf(server, id!);
  const post = { kind: 'self' };

  await office.json('POST', `/staff/${account.id}/assignments`, { role: 'room_head', post });

  await enrolPhone(server, codeOfLink(card.link));
});

test.each<[string, (server: TestServer, accountId: Id) => Promise<unknown>]>([
  [
    'is no longer active',
    ({ db }, accountId) =>
      db.updateTable('account').set({ isActive: 0 }).where('id', '=', accountId).execute(),
  ],
  [
    'signs in at the office',
    ({ db }, accountId) =>
      db.updateTable('account').set({ login: 'desk' }).where('id', '=', accountId).execute(),
  ],
  [
    'will have a duty',
    ({ db, clock }, accountId) =>
      db
        .insertInto('assignment')
        .values({
          id: randomUUID(),
          accountId,
          role: 'guard',
          post: JSON.stringify({ kind: 'campus' }),
          fromAt: new Date(clock.nowMs + DAY_MS).toISOString(),
          toAt: null,
        })
        .execute(),
  ],
])('a card whose holder %s opens nothing', async (_, change) => {
  const { office, server, stranger } = await openCampus();
  const [id] = await addResidents(server, { number: NUMBER });
  const card = await cardOf(office, id!);
  await change(server, (await accountOf(server, id!)).id);

  expect(await redeemRefusal(stranger, codeOfLink(card.link))).toBe('code-expired');
  expect(await server.db.selectFrom('device').select('name').execute()).toEqual([]);
});
