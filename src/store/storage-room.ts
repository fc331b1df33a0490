export interface StorageRoom {
  /** Whether the browser has promised not to evict. */
  persisted: boolean;
  /** `null` where the browser does not say. */
  freeBytes: number | null;
  /** `low`: worth telling. `text-only`: photos are refused. */
  left: 'enough' | 'low' | 'text-only';
}

/** Asks the browser not to evict this app's data. Some browsers show a question. */
export async function persist(): Promise<boolean> {
  return (await storageManager()?.persist?.()) ?? false;
}

export async function readStorageRoom(): Promise<StorageRoom> {
  const manager = storageManager();
  const persisted = (await manager?.persisted?.()) ?? false;
  const { quota, usage } = (await manager?.estimate?.()) ?? {};
  if (quota === undefined || usage === undefined)
    return { persisted, freeBytes: null, left: 'enough' };
  return { persisted, freeBytes: quota - usage, left: leftOf(quota, usage) };
}

/** Beyond either, people are told in time. */
const LOW_SHARE = 0.8;
const LOW_BYTES = 100_000_000;
/** Beyond either, what is left is for text, which is never refused. */
const FULLEST_SHARE = 0.95;
const KEPT_FOR_TEXT_BYTES = 20_000_000;

function leftOf(quota: number, usage: number): StorageRoom['left'] {
  const freeBytes = quota - usage;
  if (freeBytes <= KEPT_FOR_TEXT_BYTES || usage >= quota * FULLEST_SHARE) return 'text-only';
  return freeBytes <= LOW_BYTES || usage >= quota * LOW_SHARE ? 'low' : 'enough';
}

/** Photos are refused before text is in danger. Where the browser does not say, there is room. */
export async function hasRoomForPhotos(): Promise<boolean> {
  return (await readStorageRoom()).left !== 'text-only';
}

/** Missing outside secure contexts; `estimate` is missing before Safari 17. */
function storageManager(): Partial<StorageManager> | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.storage;
}
