import { createAttachmentQueue, type AttachmentQueue } from './attachment-queue.ts';
import { createCheck, type JournalCheck } from './journal-check.ts';
import type { JournalCore } from './journal-core.ts';
import { createProof, type JournalProof } from './journal-proof.ts';
import { createSettlement, type Settlement } from './journal-settlement.ts';

/** What the journal does once something is recorded: it is sent, settled, compared and let go. */
export interface Sending extends Settlement, JournalProof, JournalCheck, AttachmentQueue {}

export function createSending(core: JournalCore): Sending {
  return {
    ...createSettlement(core),
    ...createProof(core),
    ...createCheck(core),
    ...createAttachmentQueue(core),
  };
}
