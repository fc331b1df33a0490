import { promisifyRequest, type UseStore } from 'idb-keyval';
import { withReopening } from './storage-failure.ts';

export const DEVICE_DATABASE = 'device';
const STORE = 'values';
let opening: Promise<IDBDatabase> | null = null;
const run = withReopening(close);

/**
 * Where idb-keyval keeps what must be known before anything is unlocked. Strict: a key that seals the
 * journal must reach the disk before the first operation sealed by it.
 */
export const deviceStore: UseStore = (mode, callback) =>
  run(async () => {
    const db = await open();
    const transaction = db.transaction(STORE, mode, { durability: 'strict' });
    return orItsFault(transaction, callback(transaction.objectStore(STORE)));
  });

/**
 * idb-keyval rejects with the transaction's error as it is when a request in it fails: nothing yet. What
 * went wrong is known once the transaction has been undone.
 */
async function orItsFault<T>(transaction: IDBTransaction, work: PromiseLike<T> | T): Promise<T> {
  const undone = new Promise<DOMException | null>((resolve) => {
    transaction.addEventListener('abort', () => resolve(transaction.error));
  });
  try {
    return await work;
  } catch (error) {
    throw error ?? (await undone);
  }
}

function open(): Promise<IDBDatabase> {
  opening ??= openDatabase().catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

async function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(DEVICE_DATABASE, 1);
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE));
  const db = await promisifyRequest(request);
  db.addEventListener('close', () => (opening = null));
  db.addEventListener('versionchange', () => {
    db.close();
    opening = null;
  });
  return db;
}

async function close(): Promise<void> {
  const [opened] = await Promise.allSettled([opening]);
  if (opened.status === 'fulfilled') opened.value?.close();
  opening = null;
}
