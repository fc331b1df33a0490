// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import type { BothSystemsPage } from '../../../protocol/office-both-systems.ts';
import {
  answerSignedIn,
  BAILU as person,
  idOf,
  openDesk,
  startFakeServer,
} from './office-desk.test.support.tsx';

const COUNTS = { both: 20, onlyHere: 3, onlyThere: 1, neither: 6 };
const PAGE: BothSystemsPage = {
  day: '2026-11-20',
  counts: { both: 21, onlyHere: 4, onlyThere: 1, neither: 8 },
  groups: [
    { name: '法学院', ...COUNTS },
    { name: null, both: 1, onlyHere: 1, onlyThere: 0, neither: 2 },
  ],
  total: 2,
  rows: [
    { person, college: '法学院', did: 'onlyThere', doneAt: '2026-11-20T01:30:00.000Z' },
    {
      person: { ...person, id: idOf(33), name: '林秋实' },
      college: null,
      did: 'onlyHere',
      doneAt: null,
    },
  ],
};

test('who did one of the two systems stands by college, with name and time, and as a file', async () => {
  const server = startFakeServer();
  answerSignedIn(server);
  server.answers('classes', { classes: [] });
  server.answers('bothSystems', PAGE);
  const desk = openDesk('/office/both-systems', server);
  await desk.sees('白露');

  const text = desk.text();
  expect(text).toMatch(
    /法学院\s?20\s?3\s?1\s?6.*Without a college\s?1\s?1\s?0\s?2.*All together\s?21\s?4\s?1\s?8/,
  );
  expect(text).toMatch(
    /白露.*法学院.*Only in the second system.*2026-11-20 09:30.*林秋实.*Only here/,
  );
  expect(desk.get('link', 'Export as CSV').getAttribute('href')).toMatch(
    /both-systems\.csv\?state=one&by=college&mask=1/,
  );

  await desk.tap('Neither', 'radio');
  await desk.type('Count by', 'building');
  await vi.waitFor(() =>
    expect(server.asked.at(-1)?.path).toBe(
      '/api/v1/both-systems?state=neither&by=building&offset=0',
    ),
  );
});
