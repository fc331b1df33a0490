import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyProfile, FEW_ROUNDS } from '../../../../tests/support/phone-storage.ts';
import { openVault } from '../../../store/vault.ts';
import { redeem } from './redeem.ts';

beforeEach(() => emptyProfile());
afterEach(() => vi.useRealTimers());

test('a line that goes dead without a word counts as no network after half a minute', async () => {
  const vault = await openVault(FEW_ROUNDS);
  let tellAsked = (): void => {};
  const asked = new Promise<void>((resolve) => (tellAsked = resolve));
  const deadLine: typeof fetch = (_, init) =>
    new Promise((_resolve, reject) => {
      tellAsked();
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
    });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

  const result = redeem({
    code: 'K7QM2XPA9RTE',
    vault,
    enrolledToken: null,
    deviceName: 'phone',
    platform: 'test',
    fetch: deadLine,
  });
  await asked;
  await vi.advanceTimersByTimeAsync(30_000);

  expect(await result).toEqual({ ok: false, why: 'offline' });
});
