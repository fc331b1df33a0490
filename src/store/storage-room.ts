export interface StorageRoom {
  /** Whether the browser has promised not to evict. */
  persisted: boolean;
  /** `null` where the browser does not say. */
  freeBytes: number | null;
}

/** Asks the browser not to evict this app's data. Some browsers show a question. */
export async function persist(): Promise<boolean> {
  return (await storageManager()?.persist?.()) ?? false;
}

export async function readStorageRoom(): Promise<StorageRoom> {
  const manager = storageManager();
  const persisted = (await manager?.persisted?.()) ?? false;
  const estimate = await manager?.estimate?.();
  const { quota, usage } = estimate ?? {};
  return {
    persisted,
    freeBytes: quota === undefined || usage === undefined ? null : quota - usage,
  };
}

/** Beyond either, what is left is for text, which is never refused. */
const FULLEST_SHARE = 0.95;
const KEPT_FOR_TEXT_BYTES = 20_000_000;

/** Photos are refused before text is in danger. Where the browser does not say, there is room. */
export async function hasRoomForPhotos(): Promise<boolean> {
  const { quota, usage } = (await storageManager()?.estimate?.()) ?? {};
  if (quota === undefined || usage === undefined) return true;
  return quota - usage > KEPT_FOR_TEXT_BYTES && usage < quota * FULLEST_SHARE;
}

/** Missing outside secure contexts; `estimate` is missing before Safari 17. */
function storageManager(): Partial<StorageManager> | undefined {
  return (globalThis.navigator as Partial<Navigator> | undefined)?.storage;
}
