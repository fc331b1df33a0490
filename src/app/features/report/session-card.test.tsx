// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT, reportBody } from '../../../../tests/support/at-the-report.tsx';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';

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
