import { createHmac } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
  PIN,
} from '../../tests/support/phone-storage.ts';
import { changeAccount, readAccount } from './account-record.ts';
import { PIN_TRIES } from './pin.ts';
import { fromBase64url } from './secret.ts';
import { openVault, type Unlocked } from './vault.ts';

const now = () => Date.parse('2022-03-14T08:00:00.000Z');
/** Enough that another tab enrols while a PIN of this one is looked at. */
const SLOW = { pinRounds: 1_000_000 };
const OTHER_PIN = '314159';

beforeEach(emptyProfile);

/** A tab that looks at the first PIN, and how another one enrols the same account meanwhile. */
async function meanwhile(newPin: string) {
  const { reply, ...parts } = buildEnrolment();
  const boundAt = (second: number) => new Date(now() + second * 1000).toISOString();
  const vault = await openVault({ now, ...SLOW });
  await vault.enrol({ ...parts, reply: { ...reply, boundAt: boundAt(0) } });
  const accountId = reply.account.id;
  const anew = { ...buildEnrolment({ pin: newPin }), deviceToken: null };

  async function enrolAnew(tries = 1): Promise<void> {
    await vi.waitFor(async () => expect(await readAccount(accountId)).toMatchObject({ tries }));
    const other = await openVault({ now, ...FEW_ROUNDS });
    await other.enrol({ ...anew, reply: { ...reply, boundAt: boundAt(1) } });
  }
  return { vault, accountId, secret: anew.accountSecret, enrolAnew };
}

async function signs({ signKey }: Unlocked, secret: string): Promise<boolean> {
  const made = await crypto.subtle.sign('HMAC', signKey, new Uint8Array([1]));
  const own = createHmac('sha256', fromBase64url(secret))
    .update(new Uint8Array([1]))
    .digest();
  return Buffer.from(made).equals(own);
}

test('a PIN that is looked at while another tab enrols the account unlocks by the new keys, where it is still the PIN', async () => {
  const { vault, accountId, secret, enrolAnew } = await meanwhile(PIN);

  const [opened] = await Promise.all([vault.unlock(accountId, PIN), enrolAnew()]);

  expect(opened.ok && (await signs(opened.unlocked, secret))).toBe(true);
});

test('a PIN that another tab has replaced meanwhile is a wrong one', async () => {
  const { vault, accountId, enrolAnew } = await meanwhile(OTHER_PIN);

  const [opened] = await Promise.all([vault.unlock(accountId, PIN), enrolAnew()]);

  expect(opened).toMatchObject({ why: 'wrong-pin' });
});

test('a change of PIN never wraps the old keys into an account that was enrolled anew', async () => {
  const { vault, accountId, secret, enrolAnew } = await meanwhile(PIN);

  const change = vault.changePin({ accountId, oldPin: PIN, newPin: OTHER_PIN });
  const [changed] = await Promise.all([change, enrolAnew()]);

  expect(changed).toMatchObject({ ok: true });
  const opened = await vault.unlock(accountId, OTHER_PIN);
  expect(opened.ok && (await signs(opened.unlocked, secret))).toBe(true);
});

test('the last wrong PIN locks nobody out who is enrolled anew while it is looked at', async () => {
  const { vault, accountId, enrolAnew } = await meanwhile(OTHER_PIN);
  await changeAccount(accountId, (record) => ({ ...record, tries: PIN_TRIES - 1, triedAt: 0 }));

  await Promise.all([vault.unlock(accountId, '000000'), enrolAnew(PIN_TRIES)]);

  expect(await vault.unlock(accountId, OTHER_PIN)).toMatchObject({ ok: true });
});

test('the grace of a tab that was open before a new enrolment opens nothing, and the new PIN does', async () => {
  const { vault, accountId, enrolAnew } = await meanwhile(OTHER_PIN);
  const opened = await vault.unlock(accountId, PIN);
  await enrolAnew(0);
  if (opened.ok) await vault.holdGrace(opened.unlocked, 15);

  expect(await vault.resume()).toBeNull();
  expect(await vault.unlock(accountId, OTHER_PIN)).toMatchObject({ ok: true });
});
