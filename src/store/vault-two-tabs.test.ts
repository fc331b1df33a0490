import { v4 } from 'uuid';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
  readRawProfile,
} from '../../tests/support/phone-storage.ts';
import { readAccount } from './account-record.ts';
import { databaseName } from './replica-database.ts';
import { makeSecret } from './secret.ts';
import { BoundAnew } from './vault-enrol.ts';
import { openVault } from './vault.ts';

const START = Date.parse('2022-03-14T08:00:00.000Z');
const MINUTE = 60_000;
const now = () => START;

beforeEach(emptyProfile);

/** Of an account that two tabs enrol at once, each with its code. */
async function inTwoTabs() {
  const { reply, deviceToken } = buildEnrolment();
  const vault = await openVault({ now, ...FEW_ROUNDS });
  await vault.enrol({ ...buildEnrolment(), reply, deviceToken });
  const boundAt = (minute: number) => new Date(START + minute * MINUTE).toISOString();
  const of = (minute: number, pin: string) => ({
    ...buildEnrolment({ pin }),
    reply: { ...reply, boundAt: boundAt(minute) },
    deviceToken: null,
  });
  const other = await openVault({ now, ...FEW_ROUNDS });
  return { accountId: reply.account.id, vault, other, of };
}

function openRaw(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

test('keeps the keys and the PIN that the server bound last, whichever tab ends last', async () => {
  const { accountId, vault, other, of } = await inTwoTabs();
  await other.enrol(of(2, '314159'));
  const kept = await readRawProfile();

  await expect(vault.enrol(of(1, '161803'))).rejects.toThrow(BoundAnew);

  expect(await readRawProfile()).toBe(kept);
  expect(await vault.unlock(accountId, '314159')).toMatchObject({ ok: true });
});

test('tells the tab whose keys were replaced before it was in', async () => {
  const { accountId, vault, other, of } = await inTwoTabs();

  // The older keys are on the disk once the old replica is to go, and that waits for those who have it open.
  const replica = await openRaw(databaseName(accountId));
  const isAskedToGo = new Promise((resolve) => {
    replica.addEventListener('versionchange', resolve);
  });
  const older = vault.enrol(of(1, '161803'));
  await isAskedToGo;

  const newer = other.enrol(of(2, '314159'));
  const { boundAt } = of(2, '314159').reply;
  await vi.waitFor(async () => expect(await readAccount(accountId)).toMatchObject({ boundAt }));
  replica.close();

  await expect(older).rejects.toThrow(BoundAnew);
  expect(await newer).toMatchObject({ accountId });
  expect(await vault.unlock(accountId, '314159')).toMatchObject({ ok: true });
});

test('takes the later of two from a server that does not say when it bound them', async () => {
  const { accountId, vault, other, of } = await inTwoTabs();
  await other.enrol(of(2, '314159'));
  const { boundAt: _, ...reply } = of(1, '161803').reply;

  await vault.enrol({ ...of(1, '161803'), reply });

  expect(await vault.unlock(accountId, '161803')).toMatchObject({ ok: true });
});

test('takes keys of another device, whenever they were bound', async () => {
  const { accountId, vault, other, of } = await inTwoTabs();
  await other.enrol(of(2, '314159'));
  const parts = { ...of(1, '161803'), deviceToken: makeSecret() };

  await vault.enrol({ ...parts, reply: { ...parts.reply, deviceId: v4() } });

  expect(await vault.unlock(accountId, '161803')).toMatchObject({ ok: true });
  expect(await vault.deviceToken()).toBe(parts.deviceToken);
});
