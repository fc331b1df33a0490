import { readEnrolment } from '../store/device.ts';
import { openJournal } from '../store/journal.ts';
import { openVault } from '../store/vault.ts';
import { createHttpAttachmentSend } from '../sync/attachment-http.ts';
import { sendInBackground } from '../sync/background.ts';
import { createHttpSend } from '../sync/http.ts';

/** Rejects if anything that could go still waits: the browser then wakes the worker once more, later. */
export async function sendQueue(app: string): Promise<void> {
  if ((await readEnrolment()) === null) return;
  const fetch = globalThis.fetch.bind(globalThis);
  const vault = await openVault();
  const journal = await openJournal(vault);
  try {
    const left = await sendInBackground({
      journal,
      vault,
      send: createHttpSend('', fetch),
      sendAttachment: createHttpAttachmentSend('', fetch),
      app,
    });
    if (left === 'waiting') throw new Error('Not everything has been sent');
  } finally {
    journal.close();
  }
}
