import { IDBObjectStore } from 'fake-indexeddb';
import { get, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyProfile } from '../../tests/support/phone-storage.ts';
import { deviceStore } from './device-store.ts';

type Put = (this: IDBObjectStore, ...parts: [value: unknown, key?: IDBValidKey]) => IDBRequest;
const put: Put = Reflect.get(IDBObjectStore.prototype, 'put');
beforeEach(emptyProfile);
afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

/** Lets the next writes fail in their transaction, as a browser does. */
function failWrites(count: number, name: string): void {
  let left = count;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...parts: Parameters<typeof put>) {
    const request = put.apply(this, parts);
    if (left === 0) return request;
    left -= 1;
    const { _requests: requests } = this.transaction as unknown as {
      _requests: { operation: () => unknown }[];
    };
    const { length } = requests;
    requests[length - 1]!.operation = () => {
      throw new DOMException('no', name);
    };
    return request;
  };
}

test('a write that fails once with its handle is done again on a new one', async () => {
  failWrites(1, 'UnknownError');

  await set('key', 'kept', deviceStore);

  expect(await get('key', deviceStore)).toBe('kept');
});

test('a full disk is named, although the transaction has no error yet when its request fails', async () => {
  failWrites(1, 'QuotaExceededError');

  await expect(set('key', 'value', deviceStore)).rejects.toMatchObject({
    name: 'StorageFailure',
    why: 'full',
  });
});
