// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, reportBody } from '../../../../tests/support/at-the-report.tsx';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { personId } from '../../../../tests/support/unit-campus.ts';

const LIU = personId('201', 2);
const TOLD = idOf('q', 2);

/** A keeper has told 38.5 for Liu at 08:00. */
const atTheDoor = (startAt: string) =>
  atTheReport({
    role: 'keeper',
    startAt,
    facts: () => [
      {
        id: TOLD,
        at: '2020-06-08T00:00:00.000Z',
        type: 'self-report',
        body: reportBody(LIU, { reading: readingOf(38.5, 'axilla'), onBehalfAs: 'keeper' }),
      },
    ],
  });

test('who told for somebody corrects it, on the same word and for the same person', async () => {
  const { screen, ...report } = await atTheDoor('2020-06-08T05:00:00.000Z');

  await screen.tap('Correct it: 刘敏');
  await screen.tap(/^Change: Temperature/);
  await report.type('365');
  await screen.tap('Send');
  await report.kept('self-report', 1);

  expect(report.bodiesOf('self-report')).toEqual([
    reportBody(LIU, {
      reading: readingOf(36.5, 'axilla'),
      onBehalfAs: 'keeper',
      amends: TOLD,
    }),
  ]);
});

test('who told for the wrong person takes it back with a reason, while the server takes that', async () => {
  const { screen, ...report } = await atTheDoor('2020-06-08T05:00:00.000Z');

  await screen.tap('Take back: 刘敏');
  expect(screen.text()).toContain('It then counts nowhere any more');
  await screen.tap('Take back');
  await report.kept('void', 1);

  expect(report.bodiesOf('void')).toEqual([{ voids: TOLD, doorId: null, reason: 'wrong-person' }]);
  await screen.until(() => expect(screen.text()).not.toContain('Reported by you today'));
});

test('after the length of a shift it is no more the author’s', async () => {
  const { screen } = await atTheDoor('2020-06-08T16:00:00.000Z');

  await screen.until(() => screen.get('field', 'Name, number or room'));
  expect(screen.text()).not.toContain('刘敏');
});
