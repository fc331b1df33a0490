import type { AttachmentSha } from '../domain/attachment.ts';
import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import { QUEUE_FILE_ENDING, QUEUE_PHOTOS_LIMIT_BYTES } from '../protocol/queue-file.ts';
import { isStandIn } from '../protocol/unreadable.ts';
import { readAttachment } from './attachment-queue.ts';
import type { Attachment } from './attachments.ts';
import { readEnrolment } from './device.ts';
import { keepFiledPhotos, readFiledPhotos } from './filed-photos.ts';
import { JournalDatabase, type AttachmentRow, type OperationRow } from './journal-database.ts';
import { standing, waitingFrom } from './journal-waiting.ts';
import { BOOT, monoMs, zoneNow } from './run-clock.ts';
import { sealQueue, type QueueToSeal } from './seal-queue.ts';
import { operationOfRow } from './stand-in.ts';
import type { Vault } from './vault.ts';

/** `nothing`: all was received. `not-enrolled`: there is nobody to seal it for. */
export type QueueExport =
  | {
      outcome: 'made';
      parts: Uint8Array<ArrayBuffer>[];
      fileName: string;
      count: number;
      /** Of these, records that this phone can no longer read: their bytes as they lie here. */
      unreadable: number;
      photos: number;
      /** Photos that are in no file yet for want of room, or that can be read no longer. */
      photosLeft: number;
      /** To be called once the file has left the app: the next one begins with the photos that are in none. */
      handedOut: () => void;
    }
  | { outcome: 'nothing' }
  | { outcome: 'not-enrolled' };

/**
 * All that this phone has not sent, sealed for the organisation. Opens the journal by a handle of its own
 * and needs neither PIN nor network, so that it works where the app itself does not. Changes nothing.
 */
export async function exportQueue(
  vault: Vault,
  now: () => number = Date.now,
): Promise<QueueExport> {
  const sealing = await readSealing(vault, now);
  if (sealing === null) return { outcome: 'not-enrolled' };
  const { rows, offsetMs, photos, photosLeft, handedOut } = await readUnsent(vault);
  const operations = await Promise.all(rows.map((row) => operationOfRow(row, { vault })));
  const unreadable = operations.filter(({ id }) => isStandIn(id)).length;
  if (operations.length === 0 && photos.length === 0) return { outcome: 'nothing' };

  const parts = await seal(sealing, { offsetMs, unreadable, operations, photos });
  const fileName = nameOf({ ...sealing, count: operations.length });
  const count = operations.length;
  return {
    outcome: 'made',
    parts,
    fileName,
    count,
    unreadable,
    photos: photos.length,
    photosLeft,
    handedOut,
  };
}

/** A file of these alone, for who holds them in memory. `null` where there is nobody to seal it for. */
export async function sealOperations(
  of: { vault: Vault; now: () => number },
  contents: Contents,
): Promise<Uint8Array<ArrayBuffer>[] | null> {
  const sealing = await readSealing(of.vault, of.now);
  return sealing === null ? null : seal(sealing, contents);
}

interface Contents {
  offsetMs: number | null;
  unreadable: number;
  operations: readonly Operation[];
  photos: readonly Attachment[];
}

type Sealing = Pick<QueueToSeal, 'publicKey' | 'server' | 'device' | 'deviceToken' | 'madeAt'>;

async function readSealing(vault: Vault, now: () => number): Promise<Sealing | null> {
  const [enrolment, deviceToken] = await Promise.all([readEnrolment(), vault.deviceToken()]);
  if (enrolment === null || deviceToken === null) return null;
  const { server, deviceId: device, publicKey } = enrolment;
  return { publicKey, server, device, deviceToken, madeAt: new Date(now()).toISOString() };
}

function seal(sealing: Sealing, of: Contents): Promise<Uint8Array<ArrayBuffer>[]> {
  const { photos, operations, ...rest } = of;
  const clock = { now: sealing.madeAt, zone: zoneNow(), boot: BOOT, monoMs: monoMs() };
  return sealQueue({
    ...sealing,
    contents: { clock, ...rest, operations: [...operations] },
    photos,
  });
}

interface Unsent {
  rows: OperationRow[];
  offsetMs: number | null;
  photos: Attachment[];
  photosLeft: number;
  handedOut: () => void;
}

async function readUnsent(vault: Vault): Promise<Unsent> {
  const db = new JournalDatabase();
  try {
    const rows = await db.transaction('r', standing(db), () => waitingFrom(db));
    const contact = await db.contact.get('contact');
    return { rows, offsetMs: contact?.offsetMs ?? null, ...(await readPhotos(db, vault)) };
  } finally {
    db.close();
  }
}

const once = <T>(work: () => Promise<T>): Promise<T> => work();

/** Those that were in no file yet come first, so that file after file brings all of them. */
async function readPhotos(
  db: JournalDatabase,
  vault: Vault,
): Promise<Pick<Unsent, 'photos' | 'photosLeft' | 'handedOut'>> {
  const filed = readFiledPhotos();
  const bySize = await db.attachments.filter(({ state }) => state === 'waiting').sortBy('size');
  const isFiled = ({ sha }: AttachmentRow): boolean => filed.has(sha);
  const waiting = [...bySize.filter((row) => !isFiled(row)), ...bySize.filter(isFiled)];
  const photos: Attachment[] = [];
  const tried = new Set<AttachmentSha>();
  let sumBytes = 0;
  for (const { sha, size, mime } of waiting) {
    if (sumBytes + size > QUEUE_PHOTOS_LIMIT_BYTES) continue;
    sumBytes += size;
    tried.add(sha);
    const bytes = await readAttachment({ db, vault, run: once }, sha);
    if (bytes !== null) photos.push({ ref: { sha, size, mime }, bytes });
  }
  const taken = new Set(photos.map(({ ref }) => ref.sha));
  const photosLeft = waiting.filter((row) => !taken.has(row.sha) && !isFiled(row)).length;
  const handedOut = (): void => {
    const now = waiting.filter((row) => tried.has(row.sha) || isFiled(row));
    // All have been in a file: whoever makes one more begins anew.
    keepFiledPhotos(now.length === waiting.length ? [] : now.map(({ sha }) => sha));
  };
  return { photos, photosLeft, handedOut };
}

/** Says which phone, when and how many, and names nobody. */
function nameOf({ device, madeAt, count }: { device: Id; madeAt: string; count: number }): string {
  const time = madeAt.slice(0, 16).replace(/\D/g, '');
  return `shouwang-${device.slice(0, 8)}-${time}-${String(count)}${QUEUE_FILE_ENDING}`;
}
