// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT, reportBody } from '../../../../tests/support/at-the-report.tsx';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import type { FactBody } from '../../../domain/fact.ts';

const OF_THE_EVENING = { day: '2020-06-07', slot: 'pm' } as const;

/** Told at 19:50 on Sunday, ten minutes before the session is over. */
const feverAtTheEnd = (startAt: string) =>
  atTheReport({
    startAt,
    facts: ({ personId }) => [
      CONSENT(personId),
      {
        id: idOf('q', 2),
        at: '2020-06-07T11:50:00.000Z',
        type: 'self-report',
        body: reportBody(personId, { session: OF_THE_EVENING, reading: readingOf(38, 'axilla') }),
      },
    ],
  });

test.for([
  ['when its session is over', '2020-06-07T12:05:00.000Z'],
  ['on the next day', '2020-06-08T03:49:00.000Z'],
])('a report can be corrected %s, as long as the server takes it', async ([, startAt = '']) => {
  const { screen, ...report } = await feverAtTheEnd(startAt);

  await screen.tap('Correct it');
  await screen.tap(/^Change: Temperature/);
  await report.type('369');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')[0]).toMatchObject({
    session: OF_THE_EVENING,
    reading: { tempC: 36.9 },
    amends: idOf('q', 2),
  });
});

test('after the length of a shift the report of the day before is no more asked for', async () => {
  const { screen } = await feverAtTheEnd('2020-06-08T03:50:00.000Z');

  await screen.until(() => screen.get('button', 'Report now'));
  expect(screen.has('button', 'Correct it')).toBe(false);
});

test('whom somebody else reported for still tells for themselves, and corrects only what they told', async () => {
  const { screen, ...report } = await atTheReport({
    facts: ({ personId }) => [
      CONSENT(personId),
      {
        id: idOf('q', 2),
        at: '2020-06-08T00:00:00.000Z',
        type: 'self-report',
        body: reportBody(personId, { onBehalfAs: 'room_head' }),
        by: idOf('g', 2),
      },
    ],
  });
  expect(screen.text()).toContain('Reported by your room head on your behalf');
  expect(screen.has('button', 'Correct it')).toBe(false);

  await screen.tap('Report now');
  await report.type('386');
  await screen.tap('None of these');
  await screen.tap('On campus');
  await screen.tap('Send');
  await report.kept('self-report', 1);
  await screen.until(() => expect(screen.text()).toContain('High: 38.6 °C'));
  expect(screen.text()).toContain('This session also has a different record: 36.5');
  await screen.tap('Correct it');
  await screen.tap(/^Change: Temperature/);
  await report.type('376');
  await screen.tap('Send');
  await report.kept('self-report', 2);

  const [own] = report.operations().filter(({ type }) => type === 'self-report');
  expect(report.bodiesOf('self-report')).toMatchObject([
    { reading: { tempC: 38.6 }, onBehalfAs: null, amends: null },
    { reading: { tempC: 37.6 }, onBehalfAs: null, amends: own?.id },
  ]);
});

type Body = FactBody<'self-report'>;
const FEVER = { reading: readingOf(38.6, 'axilla') };

/** Told of one person, the second ten minutes after the first; the person's own word, or another's. */
const toldTwice = (first: Partial<Body>, second: Partial<Body>) =>
  atTheReport({
    startAt: '2020-06-08T01:00:00.000Z',
    facts: ({ personId, accountId }) => [
      CONSENT(personId),
      ...[first, second].map((fields, index) => ({
        id: idOf('q', 2 + index),
        at: `2020-06-08T00:${index}0:00.000Z`,
        type: 'self-report' as const,
        body: reportBody(personId, fields),
        by: (fields.onBehalfAs ?? null) === null ? accountId : idOf('g', 2),
      })),
    ],
  });

test.each<[string, Partial<Body>, Partial<Body>]>([
  ['their own fever', FEVER, { onBehalfAs: 'room_head' }],
  ['the fever that another one measured', { ...FEVER, onBehalfAs: 'unit_keeper' }, {}],
])('a later word of somebody else does not take %s off the card', async (_, first, second) => {
  const { screen } = await toldTwice(first, second);

  await screen.until(() => expect(screen.text()).toContain('High: 38.6 °C'));
  expect(screen.text()).not.toContain('Nothing abnormal');
});

test('one’s own second thoughts do: nothing abnormal stands then', async () => {
  const { screen } = await toldTwice(FEVER, {});

  await screen.until(() => expect(screen.text()).toContain('Nothing abnormal'));
});

test('whoever was told of as ill reads what to do themselves, not what was said to the teller', async () => {
  const { screen } = await toldTwice({}, { ...FEVER, onBehalfAs: 'unit_keeper' });

  await screen.until(() => expect(screen.text()).toContain('Tell your unit keeper or class head'));
  expect(screen.text()).not.toContain('Lead the person away');
});
