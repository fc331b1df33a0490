// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { Role } from '../../../domain/role.ts';
import type { DoorLogRow } from '../../../protocol/office-people.ts';
import { OFFICE_DESK_ID } from '../../../protocol/office-door-log.ts';
import {
  answerSignedIn,
  idOf,
  ME,
  openDesk,
  startFakeServer,
} from './office-desk.test.support.tsx';

const AT = '2026-11-22T01:00:00.000Z';
const READING: NonNullable<DoorLogRow['reading']> = {
  tempC: 37.6,
  site: 'forehead',
  thermometerId: null,
  thermometerName: null,
  rawValue: 99.7,
  rawUnit: 'F',
  verdict: 'high',
};
const UNKNOWN: DoorLogRow = {
  id: idOf(20),
  shownId: idOf(20),
  versions: [
    {
      id: idOf(20),
      correctedAt: AT,
      receivedAt: AT,
      byName: '周望舒',
      device: { id: idOf(21), name: '门岗手机' },
      subjectName: '红衣服',
      direction: 'in',
      reading: READING,
    },
  ],
  isContested: false,
  subject: {
    kind: 'unknown',
    personId: null,
    visitorId: null,
    name: '红衣服',
    passportName: null,
    number: null,
    buildingId: null,
    unit: null,
    room: null,
    bed: null,
    className: null,
  },
  direction: 'in',
  door: { id: idOf(22), name: '大门' },
  reading: READING,
  repeats: null,
  at: AT,
  zone: 'Asia/Shanghai',
  correctedAt: AT,
  receivedAt: AT,
  by: { id: idOf(23), name: '周望舒' },
  device: { id: idOf(21), name: '门岗手机' },
  shiftId: null,
  voided: null,
};
const LIN = {
  id: idOf(24),
  kind: 'student' as const,
  number: '2017001',
  name: '林小满',
  passportName: null,
  gender: null,
  college: null,
  grade: null,
  className: null,
  classId: null,
  category: null,
  home: null,
  keys: [],
};
const MATCHED: DoorLogRow = {
  ...UNKNOWN,
  shownId: idOf(25),
  subject: { ...UNKNOWN.subject, kind: 'person', personId: LIN.id, name: LIN.name },
  device: { id: OFFICE_DESK_ID, name: 'office desk' },
};

async function openLog(role: Role = 'office_admin') {
  const server = startFakeServer();
  answerSignedIn(server);
  const assignment = { id: idOf(26), accountId: ME.account.id, role, from: AT, to: null };
  server.answers('me', {
    ...ME,
    assignments: [{ ...assignment, from: '2020-01-01T00:00:00.000Z', post: { kind: 'campus' } }],
  });
  server.answers('doorLog', { total: 1, rows: [UNKNOWN] });
  const desk = openDesk('/office/door-log?subject=unknown', server);
  await desk.tap('Details of 红衣服');
  return { server, desk };
}

test('a record opens with what the instrument showed, on which device and when', async () => {
  const { desk } = await openLog();

  await desk.sees('99.7 °F');
  await desk.sees('门岗手机');
  await desk.sees('Received');
});

test('an unknown is matched with a person who was searched for', async () => {
  const { server, desk } = await openLog();
  server.answers('people', { total: 1, people: [LIN] });
  server.answers('matchCheck', MATCHED);
  await desk.tap('Match');
  await desk.type('Find the person', 'lin');
  await desk.tap(/林小满/, 'radio');

  await desk.tap('This is 林小满');

  await desk.sees('office');
  expect(server.lastBody('matchCheck')).toEqual({
    factId: expect.any(String) as string,
    personId: LIN.id,
  });
});

test('a second try after a lost answer names the same fact', async () => {
  const { server, desk } = await openLog();
  server.refuses('voidCheck', 'unavailable');
  await desk.tap('Take back');
  await desk.type('Reason', '重复登记');
  await desk.submit('Take back');
  await vi.waitFor(() => server.lastBody('voidCheck'));
  const first = server.lastBody('voidCheck');
  server.answers('voidCheck', {
    ...UNKNOWN,
    voided: { reason: '重复登记', correctedAt: AT, byName: '甄守望' },
  });
  await desk.sees(/try again|busy|later/i);

  await desk.submit('Take back');

  await desk.sees('重复登记');
  expect(server.lastBody('voidCheck')).toEqual(first);
});

test('a correction sends what was typed, and refuses what is no temperature', async () => {
  const { server, desk } = await openLog();
  server.answers('correctCheck', UNKNOWN);
  await desk.tap('Correct');
  await desk.type('Temperature in °C', '366');
  await desk.submit('Save the correction');
  await desk.sees('Enter a number from 25.0 to 50.0');
  await desk.type('Temperature in °C', '36,6');

  await desk.submit('Save the correction');

  await vi.waitFor(() =>
    expect(server.lastBody('correctCheck')).toEqual({
      factId: expect.any(String) as string,
      direction: 'in',
      tempC: 36.6,
      site: 'forehead',
    }),
  );
});

test('a refusal says its cause', async () => {
  const { server, desk } = await openLog();
  server.refuses('correctCheck', 'conflict', { why: 'unchanged' });
  await desk.tap('Correct');

  await desk.submit('Save the correction');

  await desk.sees('Nothing differs from what is stored.');
});

test('an auditor looks and has nothing to press', async () => {
  const { desk } = await openLog('auditor');

  await desk.sees('Versions');
  expect(() => desk.get('button', 'Take back')).toThrow(/no button/);
});

test('the link from the overview asks for the unknown of every day', async () => {
  const { server } = await openLog();

  const asked = server.asked.find(({ path }) => path.startsWith('/api/v1/door-log'));

  expect(asked?.path).toBe('/api/v1/door-log?subject=unknown&offset=0');
});
