import { beforeEach, expect, test } from 'vitest';
import {
  buildCheck,
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
} from '../../tests/support/phone-storage.ts';
import { openJournal } from './journal.ts';
import { openReplica } from './replica.ts';
import { openVault } from './vault.ts';
import { readEnrolment } from './device.ts';
import { wipePhone } from './wipe.ts';

beforeEach(emptyProfile);

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

async function useThePhone() {
  const vault = await openVault(FEW_ROUNDS);
  const by = await vault.enrol(buildEnrolment());
  const journal = await openJournal(vault);
  await journal.record({ by, type: 'door-check', body: buildCheck(), shiftId: null });
  const replica = await openReplica(by);
  return { journal, replica };
}

test('nothing of the phone is left: no key, no database', async () => {
  const { journal, replica } = await useThePhone();
  expect((await databases()).length).toBeGreaterThanOrEqual(3);
  journal.close();
  replica.close();

  await wipePhone();

  expect(await databases()).toEqual([]);
  expect(await readEnrolment()).toBeNull();
});

test('it may be done again, also where it was cut off after the keys', async () => {
  const { journal, replica } = await useThePhone();
  journal.close();
  replica.close();

  await Promise.all([wipePhone(), wipePhone()]);
  await wipePhone();

  expect(await databases()).toEqual([]);
});
