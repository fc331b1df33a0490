import type { Id } from '../domain/id.ts';
import type { RedeemReply } from '../protocol/enrolment.ts';

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
  /** HMAC-SHA-256 with the account-device secret. */
  signKey: CryptoKey;
}

export type UnlockResult =
  | { ok: true; unlocked: Unlocked }
  | { ok: false; why: 'wrong-pin'; triesLeft: number; waitMs: number }
  | { ok: false; why: 'wait'; waitMs: number }
  | { ok: false; why: 'gone' };

export interface EnrolParts {
  reply: RedeemReply;
  /** As sent in the redemption: `null` when this device was enrolled before. */
  deviceToken: string | null;
  accountSecret: string;
  pin: string;
}

/** The keys of this phone. */
export interface Vault {
  accounts(): Promise<KnownAccount[]>;
  /** Known while locked. `null` before the first enrolment. */
  deviceToken(): Promise<string | null>;
  /** Keeps an account's keys. For an account that exists, new keys replace the old, and its replica goes. */
  enrol(parts: EnrolParts): Promise<Unlocked>;
  /** Counts the try on disk before it looks at the PIN. */
  unlock(accountId: Id, pin: string): Promise<UnlockResult>;
  /** By the grace key. `null` if there is none, it has expired, or the clock was set back: then it is gone. */
  resume(): Promise<Unlocked | null>;
  /** Starts or prolongs the grace; 0 minutes ends it. */
  holdGrace(unlocked: Unlocked, minutes: number): Promise<void>;
  /** Ends the grace. The caller drops its `Unlocked` and closes the replica. */
  lock(): Promise<void>;
  /** A wrong old PIN counts as a wrong PIN. */
  changePin(parts: { accountId: Id; oldPin: string; newPin: string }): Promise<UnlockResult>;
  /** Seals for this device, with the key that needs no PIN. */
  sealForDevice(text: string): Promise<Uint8Array<ArrayBuffer>>;
  unsealForDevice(sealed: Uint8Array<ArrayBuffer>): Promise<string>;
}

export declare function openVault(options?: { now?: () => number }): Promise<Vault>;
