// @vitest-environment happy-dom
import { expect, onTestFinished, test } from 'vitest';
import { doorCampus } from '../../../../tests/support/door-campus.ts';
import { openPhone, showScreen } from '../../../../tests/support/show-screen.tsx';
import type { CanaryReport } from '../../../store/canary.ts';
import { recovered } from '../../recovered.ts';
import { LostNotice } from './lost-notice.tsx';

async function showAfter(canary: CanaryReport) {
  const phone = await openPhone({
    documents: (account) => doorCampus(account, 'keeper'),
    startAt: '2020-06-08T06:00:00.000Z',
  });
  onTestFinished(() => void (recovered.value = null));
  const session = { work: () => Promise.resolve({ canary }) };
  return showScreen(phone.app, <LostNotice session={session} />);
}

test('a loss is told with what had not been sent, until it was read; a copy that brings records tells of it too', async () => {
  const screen = await showAfter({ lost: true, pendingLastKnown: 2 });
  await screen.until(() => expect(screen.text()).toContain('last held 2 records'));
  recovered.value = { count: 0, isAll: true };
  await screen.until(() => expect(screen.text()).toContain('last held 2 records'));
  recovered.value = { count: 1, isAll: false };
  await screen.until(() => expect(screen.text()).toContain('A sealed copy of 1 unsent record'));

  await screen.tap('Understood');
  await screen.until(() => expect(screen.text()).toBe(''));

  // Nothing but the copy remembers now.
  recovered.value = { count: 3, isAll: true };
  await screen.until(() =>
    expect(screen.text()).toContain('A sealed copy of 3 unsent records was still here'),
  );
  await screen.tap('Understood');
  await screen.until(() => expect(screen.text()).toBe(''));
});
