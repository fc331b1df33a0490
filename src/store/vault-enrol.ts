import { promisifyRequest } from 'idb-keyval';
import type { Id } from '../domain/id.ts';
import { accountKey, changeAsRead, type AccountRecord } from './account-record.ts';
import { ENROLMENT_KEY, type Enrolment } from './device.ts';
import { deviceStore } from './device-store.ts';
import { endGrace } from './grace.ts';
import { keyOfPin, type PinWrapped } from './pin.ts';
import { deleteReplica } from './replica-database.ts';
import { sealBytes, sealText, type Sealed } from './seal.ts';
import { fromBase64url } from './secret.ts';
import {
  importReplicaKey,
  TOKEN_KEY,
  tryPin,
  unlockWith,
  type EnrolParts,
  type Keys,
  type Opened,
  type Unlocked,
  type UnlockResult,
} from './vault.ts';

/** Another tab of this phone has enrolled the same account with a later code. */
export class BoundAnew extends Error {
  override name = 'BoundAnew';
}

export async function enrol(keys: Keys, parts: EnrolParts, now: number): Promise<Unlocked> {
  const unlocked = await unlockWith(keys, await keepAccount(keys, parts, now));
  if (unlocked === null) throw new BoundAnew();
  return unlocked;
}

export async function changePin(
  keys: Keys,
  of: { accountId: Id; oldPin: string; newPin: string; now: number },
): Promise<UnlockResult> {
  const opened = await tryPin(keys, { ...of, pin: of.oldPin });
  if (!opened.ok) return opened;
  const pin = await wrapByPin(opened.raw, of.newPin, keys);
  const isChanged = await changeAsRead(opened.record, (record) => ({ ...record, pin }));
  const unlocked = isChanged ? await unlockWith(keys, opened) : null;
  return unlocked === null ? changePin(keys, of) : { ok: true, unlocked };
}

async function wrapByPin(
  raw: Sealed,
  pin: string,
  { wrapping, rounds }: { wrapping: CryptoKey; rounds: number },
): Promise<PinWrapped> {
  if (!/^\d{6}$/.test(pin)) throw new TypeError('A PIN has six digits');
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const pinKey = await keyOfPin(pin, salt, rounds);
  const wrapped = await sealBytes(wrapping, await sealBytes(pinKey, raw));
  return { salt, rounds, wrapped };
}

/** Keeps an account's keys, and gives the raw one of its replica. */
async function keepAccount(keys: Keys, parts: EnrolParts, now: number): Promise<Opened> {
  const { reply, deviceToken, accountSecret, pin } = parts;
  const { server, deviceId, organisation, isDemo, publicKey } = reply;
  const { id: accountId, personId, name } = reply.account;
  const enrolment: Enrolment = { server, deviceId, organisation, isDemo, publicKey };

  const raw = crypto.getRandomValues(new Uint8Array(32));
  const replicaKey = await importReplicaKey(raw);
  const record: AccountRecord = {
    accountId,
    enrolledAt: now,
    boundAt: reply.boundAt,
    label: await sealText(keys.device, JSON.stringify({ name, personId })),
    pin: await wrapByPin(raw, pin, keys),
    secret: await sealBytes(replicaKey, fromBase64url(accountSecret)),
    tries: 0,
    triedAt: now,
  };
  const token: [string, Sealed] | null =
    deviceToken === null ? null : [TOKEN_KEY, await sealText(keys.device, deviceToken)];

  await endGrace();
  if (!(await keepEnrolment({ enrolment, record, token }))) throw new BoundAnew();
  await deleteReplica(accountId);
  return { record, raw };
}

/**
 * Keeps an account with all that its enrolment brought, in one transaction. `false` where the server has bound the
 * account to this device once more since, and another tab has kept that: then nothing is changed.
 */
function keepEnrolment(of: {
  enrolment: Enrolment;
  record: AccountRecord;
  token: [string, Sealed] | null;
}): Promise<boolean> {
  const { enrolment, record, token } = of;
  return deviceStore('readwrite', async (store) => {
    const read = <T>(key: string) => promisifyRequest<T | undefined>(store.get(key));
    const before = await read<Enrolment>(ENROLMENT_KEY);
    const known = await read<AccountRecord>(accountKey(record.accountId));
    if (before?.deviceId === enrolment.deviceId && isBoundLater(known, record)) return false;
    store.put(enrolment, ENROLMENT_KEY);
    store.put(record, accountKey(record.accountId));
    if (token !== null) store.put(token[1], token[0]);
    await promisifyRequest(store.transaction);
    return true;
  });
}

const isBoundLater = (known: AccountRecord | undefined, than: AccountRecord): boolean =>
  known?.boundAt !== undefined && than.boundAt !== undefined && known.boundAt > than.boundAt;
