// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { answerSignedIn, idOf, openDesk, startFakeServer } from './office-desk.test.support.tsx';

const person = {
  id: idOf(32),
  name: '白露',
  number: '2019031',
  buildingName: null,
  room: '',
  className: '法学2001',
};

test('a person’s temperatures are read when asked for only, side by side, what differs in words', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('person', {
    directory: {
      id: person.id,
      kind: 'student',
      number: person.number,
      name: person.name,
      passportName: null,
      gender: null,
      college: null,
      grade: null,
      className: person.className,
      classId: null,
      category: null,
      home: null,
      keys: [],
    },
    buildingName: null,
    contact: null,
    stays: [],
    identity: null,
  });
  server.answers('doorLog', { total: 0, rows: [] });
  const reading = { at: '2026-11-20T00:00:00.000Z', site: 'axilla', verdict: 'normal' } as const;
  server.answers('personLedger', {
    person,
    disagreeDeltaC: 0.8,
    days: [
      { day: '2026-11-19', readings: [] },
      {
        day: '2026-11-20',
        readings: [
          { ...reading, id: idOf(80), source: 'door', tempC: 36.1, gapC: null, isOverGap: false },
          {
            ...reading,
            id: idOf(81),
            source: 'behalf',
            tempC: 38.2,
            verdict: 'high',
            gapC: 2.1,
            isOverGap: true,
          },
        ],
      },
    ],
  });
  const desk = openDesk(`/office/people/${person.id}`, server);
  await desk.sees('Temperatures of the last 14 days');
  expect(server.asked.some(({ path }) => path.includes('/ledger'))).toBe(false);

  await desk.tap('Show the sheet');

  await desk.sees('Temperatures 2026-11-19 to 2026-11-20');
  expect(desk.text()).toMatch(/38\.2 .*\(told on behalf\) ▲ high ≠ differs \+2\.1/);
  expect(desk.text()).toContain('more than 0.8 °C');
  await desk.tap('14 days earlier');
  await vi.waitFor(() => expect(server.asked.at(-1)?.path).toContain('lastDay=2026-11-06'));
});
