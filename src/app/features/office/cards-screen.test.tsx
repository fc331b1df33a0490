// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import {
  CardsRequest,
  ENROLMENT_STATES,
  type EnrolmentCard,
  type EnrolmentEntry,
  type EnrolmentPage,
} from '../../../protocol/office-enrolment.ts';
import type { NetworkRequest } from './network.ts';
import {
  answerSignedIn,
  idOf,
  openDesk,
  startFakeServer,
  WENYUAN,
  type FakeServer,
} from './office-desk.test.support.tsx';

const ENTRY: EnrolmentEntry = {
  personId: idOf(1000),
  kind: 'student',
  name: '白露',
  number: '201990500028',
  building: WENYUAN.name,
  unit: null,
  room: '305',
  bed: '2',
  college: null,
  className: '汉语1902',
  state: 'enrolled',
  expiresAt: null,
  lastContactAt: '2026-11-20T10:00:00.000Z',
};
const counts = Object.fromEntries(
  ENROLMENT_STATES.map((state) => [state, 0]),
) as EnrolmentPage['counts'];

const cardFor = (personId: string): EnrolmentCard => ({
  personId,
  name: `人${personId.slice(-4)}`,
  passportName: 'TUISAWAU APISAI',
  building: WENYUAN.name,
  unit: null,
  room: '305',
  bed: '2',
  className: null,
  code: 'K7QM-2XPA',
  needsNumber: true,
  link: '/#enrol=K7QM2XPA~201990500028',
  expiresAt: '2026-12-06T00:00:00.000Z',
});
const orderOf = ({ body }: NetworkRequest): CardsRequest =>
  CardsRequest.parse(JSON.parse(typeof body === 'string' ? body : ''));

function openCards(server: FakeServer) {
  answerSignedIn(server);
  server.answers('classes', { classes: [] });
  server.answers('enrolments', { counts: { ...counts, enrolled: 1 }, total: 1, people: [ENTRY] });
  server.answers('makeCards', (request) => ({
    cards: orderOf(request).personIds.map(cardFor),
    skipped: [],
  }));
  return openDesk('/office/cards', server);
}

test('cards are made in parts, and after a failure from where it stopped', async () => {
  const server = startFakeServer();
  const desk = openCards(server);
  const personIds = Array.from({ length: 600 }, (_, index) => idOf(2000 + index));
  server.answers('planCards', { personIds, enrolled: 0 });
  await desk.submit('Make cards …');
  await desk.sees('Make cards for 600 people?');
  let calls = 0;
  const orders: CardsRequest[] = [];
  server.answers('makeCards', (request) => {
    calls += 1;
    if (calls === 2) throw new TypeError('no network');
    orders.push(orderOf(request));
    return { cards: orderOf(request).personIds.map(cardFor), skipped: [] };
  });

  await desk.tap('Make the cards');
  await desk.sees('Making cards: 250 of 600');
  await desk.tap('Try again');
  await desk.sees('600 cards are ready.');

  expect(orders.flatMap((order) => order.personIds)).toEqual(personIds);
  expect(orders.map((order) => order.personIds.length)).toEqual([250, 250, 100]);
  expect(orders[0]).toMatchObject({ validDays: 14, endsPhones: false });
});

test('a card says in both languages where it is from, what to type and how long', async () => {
  const server = startFakeServer();
  const desk = openCards(server);
  server.answers('planCards', { personIds: [idOf(2000)], enrolled: 0 });
  await desk.submit('Make cards …');

  await desk.tap('Make the cards');
  await desk.sees('K7QM-2XPA');

  const card = desk.page.querySelector('article')?.textContent ?? '';
  expect(card).toContain('东湖理工大学');
  expect(card).toContain('TUISAWAU APISAI');
  expect(card).toContain('文苑二号楼-305-2');
  expect(card).toContain('登记码和本人学号（工号）');
  expect(card).toContain('your student or staff number');
  expect(card).toContain('2026-12-06 08:00');
  expect(card).not.toContain('201990500028');
});

test('everybody means that phones end, which is said before', async () => {
  const server = startFakeServer();
  const desk = openCards(server);
  server.answers('planCards', { personIds: [ENTRY.personId], enrolled: 1 });

  await desk.tap('Everybody: phones and codes so far end', 'radio');
  await desk.submit('Make cards …');
  await desk.sees('1 phone ends');
  expect(server.lastBody('planCards')).toEqual({ kind: 'student', cardsFor: 'all' });
  await desk.tap('Make the cards');
  await desk.sees('1 card is ready.');

  expect(server.lastBody('makeCards')).toMatchObject({ endsPhones: true });
});

test('the list says how far somebody is, and a new card names the phone that ends with it', async () => {
  const server = startFakeServer();
  const desk = openCards(server);
  await desk.sees('白露');
  expect(desk.get('link', /missing/).getAttribute('href')).toBe(
    '/api/v1/enrolments.csv?kind=student&mask=1&lang=en',
  );

  await desk.tap('New card for 白露');
  await desk.sees('The phone so far ends');
  await desk.tap('New card');
  await desk.sees('1 card is ready.');

  expect(server.lastBody('makeCards')).toMatchObject({
    personIds: [ENTRY.personId],
    endsPhones: true,
  });
});

test('a filter narrows list and plan alike', async () => {
  const server = startFakeServer();
  const desk = openCards(server);
  await desk.sees('白露');
  server.answers('planCards', { personIds: [], enrolled: 0 });

  await desk.type('Building', WENYUAN.id);
  await vi.waitFor(() =>
    expect(server.lastBody('enrolments')).toMatchObject({ buildingId: WENYUAN.id }),
  );
  await desk.submit('Make cards …');
  await desk.sees('Nobody here needs such a card.');

  expect(server.lastBody('planCards')).toMatchObject({ buildingId: WENYUAN.id });
});
