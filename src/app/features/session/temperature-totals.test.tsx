// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { openSessions } from '../../../../tests/support/in-a-session.tsx';

test('the temperatures of the place are counted for the session’s day when they are opened', async () => {
  const { screen, says, kept } = await openSessions();
  await screen.tap(/^韩梅/);
  await screen.type(/^Temperature/, '385');
  await screen.tap('Save');
  await kept('session-check', 1);
  expect(screen.text()).not.toContain('not measured, ');
  const totals = [...screen.page.querySelectorAll('details')].find((one) =>
    one.textContent.includes('Temperatures of this day'),
  );
  if (totals === undefined) throw new Error('no totals');

  totals.open = true;
  totals.dispatchEvent(new Event('toggle'));

  await says(/\d on the roll, \d not measured, 1 high/);
  expect(totals.textContent).toMatch(/Door00–0.*Staff1138\.50/);
});
