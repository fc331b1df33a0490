// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT } from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';

test('an own report that was begun waits while the consent is withdrawn', async () => {
  const { screen, ...report } = await atTheReport({ facts: ({ personId }) => [CONSENT(personId)] });
  await screen.tap('Report now');
  await report.type('36');

  await report.comeDown([
    {
      ...CONSENT(report.personId),
      id: idOf('q', 3),
      at: '2020-06-07T00:00:00.000Z',
      body: { personId: report.personId, noticeVersion: '2026-11-1', isGiven: false },
    },
  ]);

  await screen.until(() => expect(screen.has('field', 'Temperature now')).toBe(false));
  await report.comeDown([
    { ...CONSENT(report.personId), id: idOf('q', 4), at: '2020-06-07T12:00:00.000Z' },
  ]);
  await screen.until(() => screen.get('field', 'Temperature now'));
});
