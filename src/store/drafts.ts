import type { JournalCore } from './journal-core.ts';

/** What is typed but not recorded, sealed for the device. Keys stand in clear: they name a form, never a person. */
export interface Drafts {
  saveDraft: (key: string, value: unknown) => Promise<void>;
  /** `null` if there is none. */
  readDraft: (key: string) => Promise<unknown>;
  clearDraft: (key: string) => Promise<void>;
}

export function createDrafts({ db, vault, run }: JournalCore): Drafts {
  return {
    saveDraft: async (key, value) => {
      const sealed = await vault.sealForDevice(JSON.stringify(value));
      await run(() => db.drafts.put({ key, sealed }));
    },
    readDraft: async (key) => {
      const row = await run(() => db.drafts.get(key));
      return row ? JSON.parse(await vault.unsealForDevice(row.sealed)) : null;
    },
    clearDraft: (key) => run(() => db.drafts.delete(key)),
  };
}
