import { get, update } from 'idb-keyval';
import type { Id } from '../domain/id.ts';
import type { RedeemReply } from '../protocol/enrolment.ts';
import {
  changeAsRead,
  countTry,
  isSameEnrolment,
  readAccount,
  readAccounts,
  waitMsOf,
  type AccountRecord,
} from './account-record.ts';
import { readEnrolment } from './device.ts';
import { deviceStore } from './device-store.ts';
import { endGrace, keepGrace, readGrace, type Grace } from './grace.ts';
import { PIN_ROUNDS, PIN_TRIES, unwrapByPin, waitMsAfter } from './pin.ts';
import {
  makeLockedKey,
  sealBytes,
  sealText,
  unsealBytes,
  unsealText,
  type Sealed,
} from './seal.ts';

/** One of the people of this phone, as the picker shows them while everything is locked. */
export interface KnownAccount {
  accountId: Id;
  personId: Id;
  name: string;
  /** Milliseconds since 1970 until which no PIN is taken, after wrong ones; `null` if one is taken now. */
  waitUntil: number | null;
  /** Ten wrong PINs: only a new enrolment code helps. */
  isGone: boolean;
}

/** An unlocked account. Both keys are non-extractable. */
export interface Unlocked {
  accountId: Id;
  personId: Id;
  deviceId: Id;
  name: string;
  /** AES-GCM; seals this account's replica. */
  replicaKey: CryptoKey;
  /** HMAC-SHA-256 with the 32 bytes of the account-device secret. */
  signKey: CryptoKey;
}

export type UnlockRefusal =
  | { ok: false; why: 'wrong-pin'; triesLeft: number; waitMs: number }
  | { ok: false; why: 'wait'; waitMs: number }
  | { ok: false; why: 'gone' };
export type UnlockResult = { ok: true; unlocked: Unlocked } | UnlockRefusal;

export interface EnrolParts {
  reply: RedeemReply;
  /** As sent in the redemption: `null` when this device was enrolled before. */
  deviceToken: string | null;
  accountSecret: string;
  pin: string;
}

/** The keys of this phone. */
export interface Vault {
  accounts: () => Promise<KnownAccount[]>;
  /** Known while locked. `null` before the first enrolment. */
  deviceToken: () => Promise<string | null>;
  /**
   * Keeps an account's keys. For an account that exists, new keys replace the old, and its replica goes. Throws
   * `BoundAnew` where another tab has enrolled the account with a later code: that one's keys and PIN hold.
   */
  enrol: (parts: EnrolParts) => Promise<Unlocked>;
  /** Counts the try on disk before it looks at the PIN. */
  unlock: (accountId: Id, pin: string) => Promise<UnlockResult>;
  /**
   * By the grace key, and for this account alone where one is named. `null` if there is none, it has expired, or the
   * clock was set back: then it is gone.
   */
  resume: (accountId?: Id | null) => Promise<Unlocked | null>;
  /** `false` once the account was enrolled anew: these keys are old, and read nothing that came down since. */
  isCurrent: (unlocked: Unlocked) => Promise<boolean>;
  /** Starts or prolongs the grace; 0 minutes ends it. */
  holdGrace: (unlocked: Unlocked, minutes: number) => Promise<void>;
  /** Ends the grace. The caller drops its `Unlocked` and closes the replica. */
  lock: () => Promise<void>;
  /** A wrong old PIN counts as a wrong PIN. */
  changePin: (parts: { accountId: Id; oldPin: string; newPin: string }) => Promise<UnlockResult>;
  /** Seals for this device, with the key that needs no PIN. */
  sealForDevice: (text: string) => Promise<Sealed>;
  unsealForDevice: (sealed: Sealed) => Promise<string>;
  sealBytesForDevice: (bytes: Sealed) => Promise<Sealed>;
  unsealBytesForDevice: (sealed: Sealed) => Promise<Sealed>;
}

export const TOKEN_KEY = 'token';

export interface Keys {
  /** Seals what must be readable while locked: operations, names, the device's token. */
  device: CryptoKey;
  /** The second wrapping of every replica key, so that a copied database needs more than a PIN. */
  wrapping: CryptoKey;
  /** Of PBKDF2, for PINs that are set from now on. */
  rounds: number;
}

/** What a grace needs, made while the raw replica key was at hand: the key itself is gone by then. */
type GraceParts = Omit<Grace, 'accountId' | 'setAt' | 'expiresAt'>;
const graceOf = new WeakMap<Unlocked, GraceParts>();

export async function openVault({
  now = Date.now,
  pinRounds = PIN_ROUNDS,
}: { now?: () => number; pinRounds?: number } = {}): Promise<Vault> {
  const keys: Keys = {
    device: await keptKey('key:device'),
    wrapping: await keptKey('key:wrapping'),
    rounds: pinRounds,
  };
  await readGrace(now());

  return {
    accounts: () => listAccounts(keys, now()),
    deviceToken: async () => {
      const sealed = await get<Sealed>(TOKEN_KEY, deviceStore);
      return sealed ? unsealText(keys.device, sealed) : null;
    },
    enrol: async (parts) => (await setting()).enrol(keys, parts, now()),
    unlock: (accountId, pin) => unlock(keys, { accountId, pin, now: now() }),
    changePin: async (of) => (await setting()).changePin(keys, { ...of, now: now() }),
    resume: (accountId) => resume(keys, now(), accountId),
    isCurrent,
    holdGrace: (unlocked, minutes) => holdGrace(unlocked, minutes, now()),
    lock: endGrace,
    sealForDevice: (text) => sealText(keys.device, text),
    unsealForDevice: (sealed) => unsealText(keys.device, sealed),
    sealBytesForDevice: (bytes) => sealBytes(keys.device, bytes),
    unsealBytesForDevice: (sealed) => unsealBytes(keys.device, sealed),
  };
}

/** What sets keys and PINs: no start needs it. */
const setting = () => import('./vault-enrol.ts');

/** Two tabs that start together agree on the key that was kept first. */
async function keptKey(name: string): Promise<CryptoKey> {
  const kept = await get<CryptoKey>(name, deviceStore);
  if (kept) return kept;
  const fresh = await makeLockedKey();
  await update<CryptoKey>(name, (first) => first ?? fresh, deviceStore);
  return (await get<CryptoKey>(name, deviceStore)) ?? fresh;
}

async function listAccounts(keys: Keys, now: number): Promise<KnownAccount[]> {
  const records = await readAccounts();
  return Promise.all(
    records.map(async (record) => {
      const waitMs = waitMsOf(record, now);
      return {
        accountId: record.accountId,
        ...(await readLabel(keys, record)),
        waitUntil: waitMs > 0 ? now + waitMs : null,
        isGone: record.pin === null || record.tries >= PIN_TRIES,
      };
    }),
  );
}

async function readLabel(
  keys: Keys,
  record: AccountRecord,
): Promise<{ name: string; personId: Id }> {
  return JSON.parse(await unsealText(keys.device, record.label));
}

/** The raw replica key, and the record of which it is. */
export interface Opened {
  record: AccountRecord;
  raw: Sealed;
}

interface Try {
  accountId: Id;
  pin: string;
  now: number;
}

/** Where another tab enrols the account anew meanwhile, its PIN decides. */
async function unlock(keys: Keys, of: Try): Promise<UnlockResult> {
  const opened = await tryPin(keys, of);
  if (!opened.ok) return opened;
  const unlocked = await unlockWith(keys, opened);
  return unlocked === null ? unlock(keys, of) : { ok: true, unlocked };
}

export async function tryPin(
  keys: Keys,
  { accountId, pin, now }: Try,
): Promise<({ ok: true } & Opened) | UnlockRefusal> {
  const permit = await countTry(accountId, now);
  if (permit.may === 'gone') return { ok: false, why: 'gone' };
  if (permit.may === 'wait') return { ok: false, why: 'wait', waitMs: permit.waitMs };

  const { record } = permit;
  const raw = await unwrapByPin(permit.pin, pin, keys.wrapping);
  if (raw !== null) {
    await changeAsRead(record, (same) => ({ ...same, tries: 0 }));
    return { ok: true, record, raw };
  }
  const { tries } = record;
  if (tries < PIN_TRIES) {
    const waitMs = waitMsAfter(tries);
    return { ok: false, why: 'wrong-pin', triesLeft: PIN_TRIES - tries, waitMs };
  }
  await changeAsRead(record, (same) => ({ ...same, pin: null }));
  return { ok: false, why: 'gone' };
}

/**
 * Takes the raw key, and leaves zeros in its place. `null` where the account has been enrolled anew since
 * that record was read: these keys are old.
 */
export async function unlockWith(keys: Keys, { record, raw }: Opened): Promise<Unlocked | null> {
  const replicaKey = await importReplicaKey(raw);
  const graceKey = await makeLockedKey();
  const sealed = await sealBytes(graceKey, raw);
  raw.fill(0);

  const secret = await unsealBytes(replicaKey, record.secret);
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const signKey = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign']);
  secret.fill(0);

  const { accountId } = record;
  const [current, enrolment] = [await readAccount(accountId), await readEnrolment()];
  if (current === null || enrolment === null) throw new Error('not enrolled');
  if (!isSameEnrolment(current, record)) return null;

  const { deviceId } = enrolment;
  const label = await readLabel(keys, record);
  const unlocked: Unlocked = { accountId, deviceId, ...label, replicaKey, signKey };
  const { boundAt, enrolledAt } = record;
  graceOf.set(unlocked, { key: graceKey, sealed, boundAt, enrolledAt });
  return unlocked;
}

async function resume(keys: Keys, now: number, only?: Id | null): Promise<Unlocked | null> {
  const grace = await readGrace(now);
  if (grace === null || (only ?? grace.accountId) !== grace.accountId) return null;
  const record = await readAccount(grace.accountId);
  if (record === null || record.pin === null || !isSameEnrolment(record, grace)) {
    await endGrace();
    return null;
  }
  const raw = await unsealBytes(grace.key, grace.sealed);
  return unlockWith(keys, { record, raw });
}

async function isCurrent(unlocked: Unlocked): Promise<boolean> {
  const [record, own] = [await readAccount(unlocked.accountId), graceOf.get(unlocked)];
  return record !== null && own !== undefined && isSameEnrolment(record, own);
}

async function holdGrace(unlocked: Unlocked, minutes: number, now: number): Promise<void> {
  const parts = graceOf.get(unlocked);
  if (minutes <= 0 || parts === undefined) return endGrace();
  const { accountId } = unlocked;
  await keepGrace({ accountId, ...parts, setAt: now, expiresAt: now + minutes * 60_000 });
}

export function importReplicaKey(raw: Sealed): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
