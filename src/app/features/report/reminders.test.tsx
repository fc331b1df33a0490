// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT, type ToldFact } from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { showScreen } from '../../../../tests/support/show-screen.tsx';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import type { Id } from '../../../domain/id.ts';
import { ReportCount } from './report-count.tsx';

const agreed = (more: (me: { personId: Id }) => readonly ToldFact[] = () => []) => ({
  facts: (me: { personId: Id }) => [CONSENT(me.personId), ...more(me)],
});

test('past the time of the reminder the banner asks, and a reminder of staff shows until it is done', async () => {
  const { screen, ...report } = await atTheReport({
    ...agreed(({ personId }) => [
      {
        id: idOf('q', 3),
        at: '2020-06-08T01:12:00.000Z',
        type: 'reminder',
        body: { personId, about: 'report', session: { day: '2020-06-08', slot: 'am' } },
        by: idOf('g', 1),
      },
    ]),
    startAt: '2020-06-08T01:30:00.000Z',
  });
  expect(screen.text()).toContain('The report is due until 12:00, 2 h 30 min left');
  expect(screen.text()).toContain('Staff reminded you at 09:12');
  report.pass(125 * 60_000);
  await screen.until(() => expect(screen.text()).toContain('due until 12:00, 25 min left'));

  await screen.tap('Report now');
  await report.type('365');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  await screen.until(() => expect(screen.text()).not.toContain('Staff reminded you'));
});

test('each thing that staff asked for since yesterday stands until it is done, and once; the second system that day alone', async () => {
  const remind =
    (number: number, at: string, [about, day]: readonly ['report' | 'second_report', string]) =>
    (personId: string) => ({
      id: idOf('q', number),
      at,
      type: 'reminder' as const,
      body: { personId, about, session: { day, slot: 'pm' as const } },
      by: idOf('g', 1),
    });
  const { screen, ...report } = await atTheReport({
    ...agreed(({ personId }) =>
      [
        remind(3, '2020-06-07T09:00:00.000Z', ['report', '2020-06-07']),
        remind(4, '2020-06-07T10:00:00.000Z', ['report', '2020-06-07']),
        remind(5, '2020-06-08T00:30:00.000Z', ['second_report', '2020-06-08']),
        remind(6, '2020-06-06T10:00:00.000Z', ['report', '2020-06-06']),
        remind(7, '2020-06-07T11:00:00.000Z', ['second_report', '2020-06-07']),
      ].map((of) => of(personId)),
    ),
    startAt: '2020-06-08T01:00:00.000Z',
  });
  const asked = () => screen.text().match(/Staff reminded you at[^:]*:\d\d/g);
  expect(asked()).toEqual(['Staff reminded you at 08:30', 'Staff reminded you at Jun 7 18:00']);

  await screen.tap('I have reported there');
  await screen.tap('Yes, it is sent');
  await report.kept('second-report', 1);

  await screen.until(() => expect(asked()).toEqual(['Staff reminded you at Jun 7 18:00']));
});

test('with numbers in the rules an abnormal report gives them to dial, and a normal one does not', async () => {
  const calls = [
    { zh: '江安校区校医院', en: 'Jiang’an campus clinic', number: '028-8540 0120' },
    { zh: '望江校区校医院', en: 'Wangjiang campus clinic', number: '+86 (28) 8540 1120' },
  ];
  const body = { ...DEFAULT_POLICY, calls };
  const { screen, ...report } = await atTheReport({
    ...agreed(),
    documents: [{ kind: 'policy', id: idOf('w', 1), body }],
  });
  await screen.tap('Report now');
  await report.type('379');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');

  await screen.until(() => expect(screen.text()).toContain('Call now, and tell your unit keeper'));
  const dials = calls.map(({ en, number }) =>
    screen.get('link', `Call ${en}: ${number}`).getAttribute('href'),
  );
  expect(dials).toEqual(['tel:02885400120', 'tel:+862885401120']);

  await screen.tap('Correct it');
  await screen.tap(/^Change: Temperature/);
  await report.type('369');
  await screen.tap('Send');
  await screen.until(() => expect(screen.text()).toContain('Nothing abnormal'));
  expect(screen.has('link', /^Call/)).toBe(false);
});

test('the bar counts one’s own report from the time of the reminder until it is there', async () => {
  const { screen, ...report } = await atTheReport({
    ...agreed(),
    startAt: '2020-06-08T00:59:00.000Z',
  });
  const bar = showScreen(report.app, <ReportCount />);
  expect(bar.text()).toBe('');

  report.pass(60_000);
  await bar.until(() => expect(bar.text()).toBe('1your own report is due'));
  await screen.tap('Report now');
  await report.type('365');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await bar.until(() => expect(bar.text()).toBe(''));
});
