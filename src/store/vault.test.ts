import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
  PIN,
  readRawProfile,
} from '../../tests/support/phone-storage.ts';
import { readAccount } from './account-record.ts';
import { sealText, unsealText } from './seal.ts';
import { openVault, type Vault } from './vault.ts';

const START = Date.parse('2022-03-14T08:00:00.000Z');
const MINUTE = 60_000;
let time = START;
const now = () => time;

beforeEach(async () => {
  await emptyProfile();
  time = START;
});

async function enrolled() {
  const parts = buildEnrolment();
  const vault = await openVault({ now, ...FEW_ROUNDS });
  const unlocked = await vault.enrol(parts);
  return { vault, parts, unlocked, accountId: unlocked.accountId };
}

async function giveWrongPins(vault: Vault, accountId: string, count: number) {
  const results = [];
  for (let i = 0; i < count; i++) {
    results.push(await vault.unlock(accountId, '000000'));
    time += 60 * MINUTE;
  }
  return results;
}

describe('a vault', () => {
  test('that was opened anew unlocks the same replica key with the PIN', async () => {
    const { unlocked, accountId } = await enrolled();
    const sealed = await sealText(unlocked.replicaKey, 'kept');

    const result = await (await openVault({ now, ...FEW_ROUNDS })).unlock(accountId, PIN);

    expect(result.ok && (await unsealText(result.unlocked.replicaKey, sealed))).toBe('kept');
  });

  test('puts a PIN through 600,000 rounds', async () => {
    const { accountId } = await (await openVault({ now })).enrol(buildEnrolment());

    expect(await readAccount(accountId)).toMatchObject({ pin: { rounds: 600_000 } });
  });

  test('signs with the 32 bytes of the account-device secret', async () => {
    const { unlocked, parts } = await enrolled();
    const secret = Buffer.from(parts.accountSecret, 'base64url');

    const mac = await crypto.subtle.sign('HMAC', unlocked.signKey, new TextEncoder().encode('x'));

    expect(Buffer.from(mac)).toEqual(createHmac('sha256', secret).update('x').digest());
  });

  test('gives out keys that cannot be exported', async () => {
    const { unlocked } = await enrolled();

    await expect(crypto.subtle.exportKey('raw', unlocked.replicaKey)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('raw', unlocked.signKey)).rejects.toThrow();
  });

  test('knows names and the device token while locked, and shows neither on disk', async () => {
    const { parts } = await enrolled();

    const vault = await openVault({ now, ...FEW_ROUNDS });

    expect(await vault.accounts()).toMatchObject([{ name: '林秋实', waitUntil: null }]);
    expect(await vault.deviceToken()).toBe(parts.deviceToken);
    const raw = await readRawProfile();
    expect(raw).not.toContain('林秋实');
    expect(raw).not.toContain(parts.deviceToken);
    expect(raw).not.toContain(parts.accountSecret);
    expect(raw).not.toContain('extractable: true');
  });

  test('keeps the device token when a second person enrols without one', async () => {
    const { vault, parts } = await enrolled();
    time += 1;

    await vault.enrol({ ...buildEnrolment({ name: '周望舒' }), deviceToken: null });

    expect(await vault.deviceToken()).toBe(parts.deviceToken);
    expect((await vault.accounts()).map(({ name }) => name)).toEqual(['林秋实', '周望舒']);
  });

  test('takes the new PIN after a change, and the old one no more', async () => {
    const { vault, accountId } = await enrolled();

    await vault.changePin({ accountId, oldPin: PIN, newPin: '314159' });

    expect(await vault.unlock(accountId, PIN)).toMatchObject({ why: 'wrong-pin' });
    expect(await vault.unlock(accountId, '314159')).toMatchObject({ ok: true });
  });
});

describe('wrong PINs', () => {
  test('cost nothing three times, then 5 s, 15 s, 60 s, 5 min and more; the tenth takes the key', async () => {
    const { vault, accountId } = await enrolled();

    const results = await giveWrongPins(vault, accountId, 10);

    expect(results.map((result) => ('waitMs' in result ? result.waitMs / 1000 : 'gone'))).toEqual([
      0,
      0,
      0,
      5,
      15,
      60,
      300,
      900,
      1800,
      'gone',
    ]);
    expect(await vault.unlock(accountId, PIN)).toEqual({ ok: false, why: 'gone' });
    expect(await vault.accounts()).toMatchObject([{ isGone: true }]);
  }, 30_000);

  test('that are ten take the wrapped key from the disk at once', async () => {
    const { vault, accountId } = await enrolled();
    expect(await readAccount(accountId)).not.toMatchObject({ pin: null });

    await giveWrongPins(vault, accountId, 10);

    expect(await readAccount(accountId)).toMatchObject({ pin: null });
  }, 30_000);

  test('are not looked at while the wait lasts', async () => {
    const { vault, accountId } = await enrolled();
    await giveWrongPins(vault, accountId, 3);
    await vault.unlock(accountId, '000000');
    time += 4000;

    expect(await vault.unlock(accountId, PIN)).toEqual({ ok: false, why: 'wait', waitMs: 1000 });

    time += 1000;
    expect(await vault.unlock(accountId, PIN)).toMatchObject({ ok: true });
  });

  test('count although the app is killed while the PIN is looked at', async () => {
    const { vault, accountId } = await enrolled();

    const killed = Array.from({ length: 4 }, () => vault.unlock(accountId, '000000'));
    await Promise.all(killed);

    const result = await (await openVault({ now, ...FEW_ROUNDS })).unlock(accountId, PIN);
    expect(result).toMatchObject({ why: 'wait' });
  });

  test('are forgotten after a right one', async () => {
    const { vault, accountId } = await enrolled();
    await giveWrongPins(vault, accountId, 3);
    await vault.unlock(accountId, PIN);

    const result = await vault.unlock(accountId, '000000');

    expect(result).toMatchObject({ why: 'wrong-pin', triesLeft: 9 });
  });

  test('that were ten are healed by a new enrolment code', async () => {
    const { vault, accountId, parts } = await enrolled();
    await giveWrongPins(vault, accountId, 10);

    await vault.enrol({ ...buildEnrolment(), reply: parts.reply, deviceToken: null });

    expect(await vault.unlock(accountId, PIN)).toMatchObject({ ok: true });
  }, 30_000);
});

describe('the grace', () => {
  test('opens the account without a PIN until it expires, and is deleted then', async () => {
    const { vault, unlocked } = await enrolled();
    await vault.holdGrace(unlocked, 15);

    time += 15 * MINUTE - 1;
    expect(await (await openVault({ now, ...FEW_ROUNDS })).resume()).toMatchObject({
      name: '林秋实',
    });
    time += 1;
    expect(await (await openVault({ now, ...FEW_ROUNDS })).resume()).toBeNull();
    time = START + 1;
    expect(await vault.resume()).toBeNull();
  });

  test('is deleted when the clock was set back', async () => {
    const { vault, unlocked } = await enrolled();
    await vault.holdGrace(unlocked, 15);

    time -= 1;
    expect(await vault.resume()).toBeNull();
    time += 2;
    expect(await vault.resume()).toBeNull();
  });

  test('of an account that was resumed can be prolonged', async () => {
    const { vault, unlocked } = await enrolled();
    await vault.holdGrace(unlocked, 15);
    time += 10 * MINUTE;
    const resumed = await vault.resume();

    await vault.holdGrace(resumed!, 15);

    time += 10 * MINUTE;
    expect(await vault.resume()).not.toBeNull();
  });

  test('ends at lock, and at 0 minutes', async () => {
    const { vault, unlocked } = await enrolled();
    await vault.holdGrace(unlocked, 15);
    await vault.lock();
    expect(await vault.resume()).toBeNull();

    await vault.holdGrace(unlocked, 0);
    expect(await vault.resume()).toBeNull();
  });
});
