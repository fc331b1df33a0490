import { entries, get, promisifyRequest, update } from 'idb-keyval';
import type { Id, Instant } from '../domain/id.ts';
import { ENROLMENT_KEY, type Enrolment } from './device.ts';
import { deviceStore } from './device-store.ts';
import { PIN_TRIES, waitMsAfter, type PinWrapped } from './pin.ts';
import type { Sealed } from './seal.ts';

/** What the device keeps of one account. */
export interface AccountRecord {
  accountId: Id;
  enrolledAt: number;
  /** When the server bound it to this device, by the server's clock; not there if it did not say. */
  boundAt?: Instant | undefined;
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

/**
 * Keeps an account with all that its enrolment brought, in one transaction. `false` where the server has bound the
 * account to this device once more since, and another tab has kept that: then nothing is changed.
 */
export function keepEnrolment(of: {
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
