import { entries, get, update } from 'idb-keyval';
import type { Id, Instant } from '../domain/id.ts';
import { deviceStore } from './device-store.ts';
import { PIN_TRIES, waitMsAfter, type PinWrapped } from './pin.ts';
import type { Sealed } from './seal.ts';

/** Of one account: which of its enrolments on this device. */
export interface WhichEnrolment {
  enrolledAt: number;
  /** When the server bound it to this device, by the server's clock; not there if it did not say. */
  boundAt?: Instant | undefined;
}

/** What the device keeps of one account. */
export interface AccountRecord extends WhichEnrolment {
  accountId: Id;
  /** `{name, personId}` under the device's sealing key: the picker shows it while locked. */
  label: Sealed;
  /** `null` after ten wrong PINs. */
  pin: PinWrapped | null;
  /** The account-device secret under the replica key. */
  secret: Sealed;
  /** PINs tried since the last right one; counted before they are looked at. */
  tries: number;
  triedAt: number;
}

export type TryPermit =
  | { may: 'try'; record: AccountRecord; pin: PinWrapped }
  | { may: 'wait'; waitMs: number }
  | { may: 'gone' };

const PREFIX = 'account:';
export const accountKey = (accountId: Id): string => PREFIX + accountId;

export async function readAccounts(): Promise<AccountRecord[]> {
  const all = await entries<string, AccountRecord>(deviceStore);
  return all
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([, record]) => record)
    .sort((a, b) => a.enrolledAt - b.enrolledAt);
}

export async function readAccount(accountId: Id): Promise<AccountRecord | null> {
  return (await get<AccountRecord>(accountKey(accountId), deviceStore)) ?? null;
}

/** How long no PIN is taken. A clock that was set back prolongs no wait beyond its own length. */
export function waitMsOf({ tries, triedAt }: AccountRecord, now: number): number {
  const waitMs = waitMsAfter(tries);
  return Math.min(waitMs, Math.max(0, triedAt + waitMs - now));
}

/** Counts one try, in the transaction that allows it: killing the app gives no free ones. */
export async function countTry(accountId: Id, now: number): Promise<TryPermit> {
  let permit: TryPermit = { may: 'gone' };
  await changeAccount(accountId, (record) => {
    const { pin } = record;
    if (pin === null || record.tries >= PIN_TRIES) return { ...record, pin: null };
    const waitMs = waitMsOf(record, now);
    if (waitMs > 0) {
      permit = { may: 'wait', waitMs };
      return record;
    }
    const counted = { ...record, tries: record.tries + 1, triedAt: now };
    permit = { may: 'try', record: counted, pin };
    return counted;
  });
  return permit;
}

/** One atomic change. Throws if the account is not on this device. */
export function changeAccount(
  accountId: Id,
  change: (record: AccountRecord) => AccountRecord,
): Promise<void> {
  return update<AccountRecord>(
    accountKey(accountId),
    (record) => {
      if (record === undefined) throw new Error(`No account ${accountId} on this device`);
      return change(record);
    },
    deviceStore,
  );
}

/** `false`, and no change, where the account was enrolled anew since it was read so: other keys, another PIN. */
export async function changeAsRead(
  of: AccountRecord,
  change: (record: AccountRecord) => AccountRecord,
): Promise<boolean> {
  let isAsRead = false;
  await changeAccount(of.accountId, (record) => {
    isAsRead = isSameEnrolment(record, of);
    return isAsRead ? change(record) : record;
  });
  return isAsRead;
}

export const isSameEnrolment = (one: WhichEnrolment, other: WhichEnrolment): boolean =>
  one.boundAt === other.boundAt && one.enrolledAt === other.enrolledAt;
