// @vitest-environment happy-dom
import { expect, onTestFinished, test } from 'vitest';
import { doorCampus } from '../../../../tests/support/door-campus.ts';
import { openPhone, showScreen } from '../../../../tests/support/show-screen.tsx';
import { hasRoomForPhotos } from '../../../store/storage-room.ts';
import { StorageFacts, StorageNotice } from './storage-left.tsx';

/** A phone of 1 GB, of which so much is in use; `null`: its browser has no gauge, as Safari before 17. */
async function showWith(usage: number | null) {
  const phone = await openPhone({
    documents: (account) => doorCampus(account, 'keeper'),
    startAt: '2020-06-08T06:00:00.000Z',
  });
  const estimate = async () => ({ quota: 1e9, usage });
  const value = usage === null ? {} : { estimate };
  Object.defineProperty(navigator, 'storage', { value, configurable: true });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'storage'));
  return showScreen(
    phone.app,
    <>
      <StorageNotice />
      <dl>
        <StorageFacts />
      </dl>
    </>,
  );
}

test('with room enough the sheet says how much, and nothing else is said', async () => {
  const screen = await showWith(0.5e9);

  await screen.until(() => expect(screen.text()).toContain('500 MB free'));
  expect(screen.text()).not.toContain('Delete photos');
});

test('a browser that cannot tell gets no gauge and no warning, and photos are not refused for it', async () => {
  const screen = await showWith(null);

  await screen.until(() => expect(screen.text()).toContain('the browser does not say'));
  expect(screen.text()).not.toMatch(/[MG]B/);
  expect(screen.text()).not.toContain('refused');
  expect(await hasRoomForPhotos()).toBe(true);
});

test('before it is full the phone says so, and what to do', async () => {
  const screen = await showWith(0.85e9);

  await screen.until(() => expect(screen.text()).toContain('Only 150 MB of room left'));
  expect(screen.text()).toContain('before records no longer fit');
});

test('where photos are refused that is said, and that records still fit', async () => {
  const screen = await showWith(0.96e9);

  await screen.until(() => expect(screen.text()).toContain('Only 40 MB of room left'));
  expect(screen.text()).toContain('Photos are refused now; records still fit');
});
