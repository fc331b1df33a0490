import { Dexie, type PromiseExtended } from 'dexie';
import type { AttachmentSha } from '../domain/attachment.ts';
import type { Id, Instant } from '../domain/id.ts';
import { shaOf } from './attachment-sha.ts';
import { rowsOf, type Attachment } from './attachments.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentRow, JournalDatabase } from './journal-database.ts';

/** The photos that this phone holds, read again and sent. Every function is safe to repeat. */
export interface AttachmentQueue {
  /** `null` where it is not here, or no longer what its sha says. */
  readAttachment: (sha: AttachmentSha) => Promise<Attachment['bytes'] | null>;
  /** With their bytes, each once; those that cannot be read are left out. */
  attachmentsOf: (operationIds: readonly Id[]) => Promise<Attachment[]>;
  /**
   * The smallest that waits and that an operation names which has gone up, or which is among those that a
   * revoked phone has handed over without a receipt.
   */
  nextAttachment: (
    except: ReadonlySet<AttachmentSha>,
    handedOver?: ReadonlySet<Id>,
  ) => Promise<AttachmentRow | null>;
  /** The server has the whole of it since then. */
  settleAttachment: (sha: AttachmentSha, presentAt: Instant) => Promise<void>;
  /** Its bytes can be read no longer: it waits no more. */
  giveUpAttachment: (sha: AttachmentSha) => Promise<void>;
  /** The server lacks these: what counted as present waits again, and what was given up where its bytes are good. */
  reopenAttachments: (shas: readonly AttachmentSha[]) => Promise<void>;
}

export function createAttachmentQueue(core: JournalCore): AttachmentQueue {
  const { memory } = core;
  const read = (sha: AttachmentSha) => readAttachment(core, sha);
  return {
    readAttachment: read,
    attachmentsOf: async (operationIds) => {
      const rows = await core.run(() => rowsOf(core.db, operationIds));
      const kept = await Promise.all(
        rows.map(async ({ sha, size, mime }) => ({
          ref: { sha, size, mime },
          bytes: await read(sha),
        })),
      );
      return kept.filter((one): one is Attachment => one.bytes !== null);
    },
    nextAttachment: async (except, handedOver = new Set()) =>
      nextAttachment(core, except, handedOver),
    settleAttachment: (sha, presentAt) => change(core, [sha], { state: 'present', presentAt }),
    giveUpAttachment: (sha) => change(core, [sha], { state: 'unreadable', presentAt: null }),
    reopenAttachments: async (shas) => {
      const lacking: AttachmentSha[] = [];
      for (const sha of shas) {
        const state = memory.attachments().get(sha)?.state;
        const isGood =
          state === 'present' || (state === 'unreadable' && (await read(sha)) !== null);
        if (isGood) lacking.push(sha);
      }
      if (lacking.length > 0) await change(core, lacking, { state: 'waiting', presentAt: null });
    },
  };
}

/** Inside a transaction: unlinks operations that go, and removes what no other one names. */
export function dropAttachments(
  db: JournalDatabase,
  gone: readonly Id[],
): PromiseExtended<unknown> {
  return rowsOf(db, gone).then((rows) =>
    Dexie.Promise.all(
      rows.flatMap((row): PromiseExtended<unknown>[] => {
        const operations = row.operations.filter((id) => !gone.includes(id));
        if (operations.length > 0) return [db.attachments.put({ ...row, operations })];
        const chunks = db.attachmentChunks.where('sha').equals(row.sha);
        return [db.attachments.delete(row.sha), chunks.delete()];
      }),
    ),
  );
}

export async function readAttachment(
  { db, vault, run }: Pick<JournalCore, 'db' | 'vault' | 'run'>,
  sha: AttachmentSha,
): Promise<Attachment['bytes'] | null> {
  const rows = await run(() => db.attachmentChunks.where('sha').equals(sha).sortBy('number'));
  const parts = await Promise.allSettled(
    rows.map(({ sealed }) => vault.unsealBytesForDevice(sealed)),
  );
  const bytes = join(parts.flatMap((part) => (part.status === 'fulfilled' ? [part.value] : [])));
  return (await shaOf(bytes)) === sha ? bytes : null;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function nextAttachment(
  { memory }: JournalCore,
  except: ReadonlySet<AttachmentSha>,
  handedOver: ReadonlySet<Id>,
): AttachmentRow | null {
  const unsent = new Set(
    memory.entries().flatMap(({ operation, state }) => (state === 'pending' ? [operation.id] : [])),
  );
  let next: AttachmentRow | null = null;
  for (const row of memory.attachments().values()) {
    const isNamed = row.operations.some((id) => !unsent.has(id) || handedOver.has(id));
    const isDue = row.state === 'waiting' && isNamed;
    if (isDue && !except.has(row.sha) && (next === null || row.size < next.size)) next = row;
  }
  return next;
}

async function change(
  core: JournalCore,
  shas: readonly AttachmentSha[],
  to: Pick<AttachmentRow, 'state' | 'presentAt'>,
): Promise<void> {
  const { db } = core;
  const ids = await core.run(() =>
    db.transaction('rw', db.attachments, async () => {
      const rows = (await db.attachments.bulkGet([...shas])).filter((row) => row !== undefined);
      await db.attachments.bulkPut(rows.map((row) => ({ ...row, ...to })));
      return rows.flatMap(({ operations }) => operations);
    }),
  );
  await core.renew(ids);
}
