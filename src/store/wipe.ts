import { Dexie } from 'dexie';
import { clear } from 'idb-keyval';
import { readAccounts } from './account-record.ts';
import { DEVICE_DATABASE, deviceStore } from './device-store.ts';
import { databaseName } from './replica-database.ts';

/**
 * Deletes everything that this app keeps in the browser: the keys first, so that what a sudden end leaves
 * behind is unreadable; then all databases, caches, storage and the service worker. Repeatable. Journal
 * and replicas must be closed, here and in other tabs, or it waits for them.
 */
export async function wipePhone(): Promise<void> {
  const accounts = await readAccounts();
  await clear(deviceStore);
  const known = accounts.map(({ accountId }) => databaseName(accountId));
  const names = new Set(['journal', ...known, ...(await databaseNames()), DEVICE_DATABASE]);
  for (const name of names) await Dexie.delete(name);
  const around: Partial<typeof globalThis> = globalThis;
  around.localStorage?.clear();
  around.sessionStorage?.clear();
  await deleteCaches(around.caches);
  await dropWorkers(around.navigator);
}

/** Those that no account names any more, too. Firefox lists none before its version 126. */
async function databaseNames(): Promise<string[]> {
  const factory: Partial<IDBFactory> = indexedDB;
  const databases = (await factory.databases?.()) ?? [];
  return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

async function deleteCaches(caches: CacheStorage | undefined): Promise<void> {
  for (const name of (await caches?.keys()) ?? []) await caches?.delete(name);
}

async function dropWorkers(navigator: Partial<Navigator> | undefined): Promise<void> {
  const registrations = (await navigator?.serviceWorker?.getRegistrations()) ?? [];
  for (const registration of registrations) await registration.unregister();
}
