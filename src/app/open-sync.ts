import type { Journal } from '../store/journal.ts';
import { keepSecondCopy } from '../store/second-copy.ts';
import { persist } from '../store/storage-room.ts';
import { createHttpAttachmentRead, createHttpAttachmentSend } from '../sync/attachment-http.ts';
import { forwardCopies } from '../sync/forward-copies.ts';
import { createHttpJournalList } from '../sync/http-journal-list.ts';
import { createHttpRepair } from '../sync/http-repair.ts';
import { createHttpSend, createHttpSession } from '../sync/http.ts';
import { listenForPokes } from '../sync/poke.ts';
import { createSync, type Sync, type SyncParts } from '../sync/sync.ts';
import { askBackgroundSend } from './ask-background-send.ts';
import { recovered } from './recovered.ts';

/** The sync of this page, over its own network; and the worker's, for when the page is gone. */
export function openSync(
  parts: Omit<
    SyncParts,
    'send' | 'openSession' | 'sendRepair' | 'sendAttachment' | 'readAttachment' | 'listen' | 'app'
  > & { report: (error: unknown) => void },
): Sync {
  const fetch = globalThis.fetch.bind(globalThis);
  const stopAsking = askBackgroundSend(parts.journal);
  persistOnceSaved(parts.journal, parts.report);
  const sync = createSync({
    ...parts,
    send: createHttpSend('', fetch),
    openSession: createHttpSession('', fetch),
    sendRepair: createHttpRepair('', fetch),
    listJournal: createHttpJournalList('', fetch),
    sendAttachment: createHttpAttachmentSend('', fetch),
    readAttachment: createHttpAttachmentRead('', fetch),
    app: import.meta.env.APP_VERSION,
    listen: ({ deviceToken, session, onPoke }) =>
      listenForPokes({ baseUrl: '', fetch, deviceToken, session, onPoke }),
  });
  const { journal, vault, now = Date.now, note = () => undefined } = parts;
  const stopCopying = keepSecondCopy({ journal, vault, now, note });
  const stopRecovering = recoverOnceInTouch({ journal, vault, note }, sync);
  return {
    ...sync,
    stop: () => {
      stopAsking();
      stopCopying();
      stopRecovering();
      sync.stop();
    },
  };
}

/** Asked when there is something to keep: browsers grant it more readily then, and people see why. */
function persistOnceSaved(journal: Journal, report: (error: unknown) => void): void {
  const look = (): void => {
    if (journal.counts().pending === 0) return;
    stop();
    persist().catch(report);
  };
  const stop = journal.subscribe(look);
  look();
}

/** Once in a run, after the first contact: until then a copy could not be sent either. */
function recoverOnceInTouch(
  { journal, vault, note }: Required<Pick<SyncParts, 'journal' | 'vault' | 'note'>>,
  sync: Sync,
): () => void {
  const before = sync.status().lastContactAt;
  const look = (): void => {
    if (sync.status().lastContactAt === before) return;
    stop();
    recover().catch((error: unknown) => note(`second copy: ${String(error)}`));
  };
  async function recover(): Promise<void> {
    const deviceToken = await vault.deviceToken();
    if (deviceToken === null) return;
    const fetch = globalThis.fetch.bind(globalThis);
    const of = { log: journal.log(), unreadable: journal.counts().unreadable };
    const found = await forwardCopies(of, { baseUrl: '', fetch, deviceToken, note });
    // A page that is unlocked once more looks again: what was found before still stands.
    if (found === null) return;
    const { count, isAll } = found;
    recovered.value = { count: count + (recovered.value?.count ?? 0), isAll };
  }
  const stop = sync.subscribe(look);
  return stop;
}
