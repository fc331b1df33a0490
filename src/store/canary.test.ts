import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  buildCheck,
  buildEnrolment,
  deleteDatabase,
  emptyProfile,
  FEW_ROUNDS,
} from '../../tests/support/phone-storage.ts';
import { watchCanary } from './canary.ts';
import { openJournal, type Journal } from './journal.ts';
import { openVault, type Unlocked, type Vault } from './vault.ts';

let vault: Vault;
let by: Unlocked;
const opened: Journal[] = [];

beforeEach(async () => {
  await emptyProfile();
  vi.stubGlobal('localStorage', createLocalStorage());
  vault = await openVault(FEW_ROUNDS);
  by = await vault.enrol(buildEnrolment());
});
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
  vi.unstubAllGlobals();
});

async function open(): Promise<Journal> {
  const journal = await openJournal(vault);
  opened.push(journal);
  return journal;
}

/** A journal with three checks to send, watched and then closed. */
async function leaveThreePending(): Promise<void> {
  const journal = await open();
  await watchCanary(journal);
  for (let i = 0; i < 3; i++)
    await journal.record({ by, type: 'door-check', body: buildCheck(), shiftId: null });
  await expect.poll(() => localStorage.getItem('shouwang.canary')).toContain('"pending":3');
  journal.close();
}

test('a new phone has lost nothing', async () => {
  expect(await watchCanary(await open())).toEqual({ lost: false });
});

test('a journal that is still there has lost nothing', async () => {
  await leaveThreePending();

  expect(await watchCanary(await open())).toEqual({ lost: false });
});

test('a journal that was replaced is reported, with what it still had to send, until somebody can have read it', async () => {
  await leaveThreePending();
  await deleteDatabase('journal');

  expect(await watchCanary(await open())).toEqual({ lost: true, pendingLastKnown: 3 });
  opened.pop()?.close();
  expect(await watchCanary(await open())).toEqual({ lost: true, pendingLastKnown: 3 });
  await expect
    .poll(async () => (await watchCanary(await open())).lost, { timeout: 8000, interval: 500 })
    .toBe(false);
}, 10_000);

test('databases that all vanished are noticed by the local storage', async () => {
  await leaveThreePending();
  await emptyProfile();
  vault = await openVault(FEW_ROUNDS);

  expect(await watchCanary(await open())).toEqual({ lost: true, pendingLastKnown: 3 });
});

test('a journal that was replaced is noticed without local storage', async () => {
  vi.stubGlobal('localStorage', undefined);
  const journal = await open();
  await watchCanary(journal);
  journal.close();
  await deleteDatabase('journal');

  expect(await watchCanary(await open())).toMatchObject({ lost: true });
});

test('a log that forked on purpose is no loss', async () => {
  const journal = await open();
  await watchCanary(journal);
  await journal.fork();
  await expect.poll(() => localStorage.getItem('shouwang.canary')).toContain(journal.log());
  journal.close();

  expect(await watchCanary(await open())).toEqual({ lost: false });
});

function createLocalStorage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}
