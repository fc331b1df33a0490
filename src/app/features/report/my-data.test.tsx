// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import {
  atTheReport,
  CONSENT,
  reportBody,
  type ToldFact,
} from '../../../../tests/support/at-the-report.tsx';
import { DOOR, idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import type { Id } from '../../../domain/id.ts';

const STAFF = idOf('g', 1);
const checkOf = (personId: Id): ToldFact<'door-check'> => ({
  id: idOf('q', 2),
  at: '2020-06-07T02:00:00.000Z',
  type: 'door-check',
  by: STAFF,
  body: {
    subject: { kind: 'person', personId },
    doorId: DOOR,
    direction: 'in',
    reading: readingOf(36.4),
    repeats: null,
    amends: null,
  },
});

async function openMine(more: (personId: Id) => readonly ToldFact[] = () => []) {
  const report = await atTheReport({
    facts: ({ personId }) => [CONSENT(personId), checkOf(personId), ...more(personId)],
  });
  await report.screen.tap('My data', 'link');
  await report.screen.until(() => expect(report.screen.text()).toContain('All that is recorded'));
  return report;
}

test('everything that is recorded of me stands by day, the newest first, with whose word it is', async () => {
  const { screen } = await openMine((personId) => [
    {
      id: idOf('q', 3),
      at: '2020-06-07T02:30:00.000Z',
      type: 'self-report',
      body: reportBody(personId, { session: { day: '2020-06-07', slot: 'am' } }),
    },
  ]);

  const days = [...screen.page.querySelectorAll('section h2')].map((day) => day.textContent);
  expect(days).toEqual(['Sun, Jun 7', 'Mon, Jun 1']);
  expect(screen.text()).toMatch(/Door check in · 36.4 °C · Forehead.*10:00 · by staff/);
  expect(screen.text()).toMatch(/Health report.*36.5 °C · Armpit · no symptoms.*10:30 · by you/);
  expect(screen.text()).toContain('Reported: Morning · Provincial system: not ticked');
});

test('a request for a correction names the record, and its answer stands under it', async () => {
  const { screen, ...report } = await openMine();

  await screen.tap(/^Ask for a correction: Door check/);
  await screen.type('What is wrong, and what is right?', 'I was not there');
  await screen.submit('What is wrong, and what is right?');
  await report.kept('correction-request', 1);

  expect(report.bodiesOf('correction-request')).toEqual([
    { personId: report.personId, of: idOf('q', 2), text: 'I was not there' },
  ]);
  await screen.until(() => expect(screen.text()).toContain('No answer yet'));
  const request = report.operations().find(({ type }) => type === 'correction-request');
  await report.comeDown([
    {
      id: idOf('q', 4),
      at: '2020-06-08T03:00:00.000Z',
      type: 'correction-answer',
      by: STAFF,
      body: { requestId: request?.id ?? '', text: 'It was another one; taken back.' },
    },
  ]);
  await screen.until(() =>
    expect(screen.text()).toContain('Answer: It was another one; taken back.'),
  );
});

test('the file holds every record as it was made, the table what the screen says', async () => {
  const files: File[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
    files.push(file as File);
    return 'blob:mine';
  });
  const { screen } = await openMine();

  await screen.tap('Save as a file');
  await screen.tap('Save as a table');

  await screen.until(() => expect(files).toHaveLength(2));
  const [facts, table] = await Promise.all(files.map((file) => file.text()));
  expect(JSON.parse(facts ?? '')).toMatchObject([
    { type: 'door-check', body: { reading: { tempC: 36.4 } } },
    { type: 'consent', body: { isGiven: true } },
  ]);
  expect(table).toContain('2020-06-07,');
  expect(table).toContain('Door check,in · 36.4 °C · Forehead,by staff');
});
