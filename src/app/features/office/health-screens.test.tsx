// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { AbsenceRow } from '../../../protocol/office-absence.ts';
import type { ContactListPage, ContactListRow } from '../../../protocol/office-contact.ts';
import type { CorrectionRow } from '../../../protocol/office-reports.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import {
  answerSignedIn,
  BAILU as person,
  idOf,
  ME,
  openDesk,
  startFakeServer,
  type FakeServer,
} from './office-desk.test.support.tsx';

const by = { id: idOf(33), name: '林秋实' };
const SHA = 'a'.repeat(64);

function startOffice(): FakeServer {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('classes', { classes: [] });
  server.answers('policy', { version: 1, policy: DEFAULT_POLICY });
  return server;
}

const ABSENCE: AbsenceRow = {
  id: idOf(40),
  at: '2026-11-16T01:00:00.000Z',
  person,
  by,
  onsetOn: '2026-11-15',
  absentFrom: '2026-11-16',
  symptoms: ['fever'],
  note: 'stays in the dormitory',
  steps: [
    {
      id: idOf(41),
      at: '2026-11-17T01:00:00.000Z',
      by,
      step: 'diagnosis',
      diagnosisClass: 'respiratory',
      on: '2026-11-17',
      note: null,
      photos: [
        { sha: SHA, isReceived: true },
        { sha: 'b'.repeat(64), isReceived: false },
      ],
    },
  ],
  isOpen: true,
  backOn: '2026-11-20',
  proof: 'missing',
};

test('the illness register tells each case from its first day on, and whose proof is missing', async () => {
  const server = startOffice();
  server.answers('listAbsences', { total: 1, rows: [ABSENCE] });
  const desk = openDesk('/office/absences', server);
  await desk.sees('白露');
  await desk.sees('Fever');

  const text = desk.text();
  expect(text).toContain('ill 2026-11-15, away 2026-11-16');
  expect(text).toContain('missing');
  expect(text).toContain('seen in class 2026-11-20');
  expect(text).toMatch(/registered · 林秋实.*2026-11-17 · diagnosis · airways · 林秋实/);
  expect(desk.get('link', 'Photo 1').getAttribute('href')).toContain(`sha=${SHA}`);
  expect(text).toContain('Photo 2 is still on its phone');
  expect(desk.get('link', 'Export as CSV').getAttribute('href')).toMatch(
    /absences\.csv\?state=open&mask=1/,
  );

  await desk.tap('In class without proof', 'radio');
  await vi.waitFor(() => expect(server.asked.at(-1)?.path).toContain('state=missing'));
});

const AWAY: ContactListRow = {
  person,
  whereabouts: 'abroad',
  city: 'Lisbon',
  since: '2026-11-19T01:00:00.000Z',
  isReported: true,
  zone: 'Europe/Lisbon',
  state: 'tried',
  dueOn: '2026-11-20',
  last: {
    at: '2026-11-20T02:00:00.000Z',
    by,
    channel: 'wechat',
    isReached: false,
    health: null,
    note: 'rings only',
  },
};
const LIST: ContactListPage = {
  day: '2026-11-20',
  isTooMany: false,
  counts: { due: 2, tried: 1, later: 4, reached: 7 },
  total: 1,
  rows: [AWAY],
};

test('the contact list tells who was due and not reached, with both clocks, and the log of the day', async () => {
  const server = startOffice();
  server.answers('contactList', LIST);
  server.answers('listContactLog', {
    day: LIST.day,
    total: 1,
    rows: [
      {
        id: idOf(50),
        at: '2026-11-20T02:00:00.000Z',
        person,
        by,
        channel: 'phone',
        isReached: true,
        health: 'abnormal',
        note: null,
        nextOn: null,
      },
    ],
  });
  const desk = openDesk('/office/contacts', server);
  await desk.sees('Contacts of 2026-11-20');
  await desk.sees('phone · unwell · 林秋实');

  const text = desk.text();
  expect(text).toMatch(/abroad, Lisbon.*by the last report.*there it is \d\d:\d\d/);
  expect(text).toContain('next contact was set for 2026-11-20');
  expect(text).toContain('WeChat · not reached · 林秋实rings only');
  expect(text).toContain('contacted7');
  expect(server.asked.find(({ path }) => path.includes('/contact-list'))?.path).toContain(
    'state=open',
  );
  expect(desk.get('link', 'Export as CSV').getAttribute('href')).toContain('mask=1');
});

test('where too many are away a class is asked for', async () => {
  const server = startOffice();
  server.answers('contactList', { ...LIST, isTooMany: true, total: 0, rows: [] });
  server.answers('listContactLog', { day: LIST.day, total: 0, rows: [] });
  const desk = openDesk('/office/contacts', server);
  await desk.sees('Please choose a class, or a building');
});

const REQUEST: CorrectionRow = {
  id: idOf(60),
  at: '2026-11-20T03:00:00.000Z',
  person,
  by: { id: idOf(61), name: '白露' },
  of: {
    id: idOf(62),
    type: 'self-report',
    record: {
      at: '2026-11-20T01:00:00.000Z',
      by,
      session: { day: '2026-11-20', slot: 'am' },
      reading: { tempC: 38.9, site: 'axilla' },
      symptoms: ['dry_cough'],
      whereabouts: 'on_campus',
      note: null,
    },
  },
  text: 'it was 36.9',
  answers: [],
};

test('a request for correction stands beside what is recorded, and is answered', async () => {
  const server = startOffice();
  server.answers('me', {
    ...ME,
    assignments: [
      {
        id: idOf(70),
        accountId: ME.account.id,
        role: 'office_admin',
        post: { kind: 'campus' },
        from: '2020-01-01T00:00:00.000Z',
        to: null,
      },
    ],
  });
  server.answers('listCorrections', { total: 1, rows: [REQUEST] });
  server.answers('answerCorrection', {
    ...REQUEST,
    answers: [{ id: idOf(63), at: REQUEST.at, by, text: 'put right' }],
  });
  const desk = openDesk('/office/corrections', server);
  await desk.sees('it was 36.9');
  await desk.sees('Dry cough');
  expect(desk.text()).toMatch(/38\.9 °C .*Dry cough · living on campus/);
  expect(desk.text()).toContain('not answered');

  await desk.tap('Answer 白露');
  await desk.type('Answer', ' put right ');
  await desk.submit('Send the answer');

  await vi.waitFor(() =>
    expect(server.lastBody('answerCorrection')).toMatchObject({ text: 'put right' }),
  );
});

test('whoever may only read corrections has no button to answer', async () => {
  const server = startOffice();
  server.answers('listCorrections', { total: 1, rows: [REQUEST] });
  const desk = openDesk('/office/corrections', server);
  await desk.sees('it was 36.9');
  expect(() => desk.get('button', 'Answer 白露')).toThrow();
});
