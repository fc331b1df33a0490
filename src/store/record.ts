import { v7 } from 'uuid';
import { findAttachmentRefs } from '../domain/attachment-refs.ts';
import { FACT_VERSIONS, type FactBody, type FactType } from '../domain/fact.ts';
import type { Id } from '../domain/id.ts';
import type { Fact, Operation } from '../domain/operation.ts';
import { signedText } from '../domain/operation-text.ts';
import type { SealedAttachments, Stored } from './attachments-write.ts';
import type { Attachment } from './attachments.ts';
import type { JournalCore } from './journal-core.ts';
import type { AttachmentRow, CounterRow, JournalDatabase } from './journal-database.ts';
import { factOf, type JournalEntry, type SealedOperation } from './journal-entry.ts';
import { RecordingEnded } from './revocation.ts';
import { BOOT, monoMs, zoneNow } from './run-clock.ts';
import type { Sealed } from './seal.ts';
import { toBase64url } from './secret.ts';
import type { Unlocked } from './vault.ts';

export interface RecordParts<T extends FactType = FactType> {
  by: Unlocked;
  type: T;
  /** As its type says; the server looks at it again. What JSON cannot hold throws and stores nothing. */
  body: FactBody<T>;
  shiftId: Id | null;
  /** For a fact whose id must be known beforehand; otherwise a new UUIDv7. */
  id?: Id;
  alsoClearDraft?: string | readonly string[];
  /** The parked operation that this fact takes back or replaces, noted in the same step. */
  answers?: Id;
  /** The bytes of what the body names; kept in the same step as the operation. */
  attachments?: readonly Attachment[];
}

/** Of one type or another, each with the body of its own. */
export type AnyRecordParts = { [T in FactType]: RecordParts<T> }[FactType];

/** What the transaction writes of one record. */
interface Ready {
  parts: RecordParts;
  operation: Omit<Operation, 'seq'>;
  sealed: Sealed;
  attached: SealedAttachments | null;
}

/** All of them, numbered in a row in their order, or none. */
export async function recordAll(core: JournalCore, all: readonly RecordParts[]): Promise<Fact[]> {
  // Signed and sealed before the transaction opens: a wait inside it would end it early.
  const ready = await Promise.all(all.map((parts) => makeReady(core, parts)));
  if (core.isEnded) throw new RecordingEnded();
  if (ready.length === 0) return [];
  const { firstSeq, attachments } = await core.run(storing(core, ready));

  const kept = ready.map(({ parts, operation }, place): JournalEntry => ({
    operation: { ...operation, seq: firstSeq + place },
    deviceId: parts.by.deviceId,
    state: 'pending',
    result: null,
    isAnswered: false,
    recordedAt: operation.at,
  }));
  const answered = all.flatMap(({ answers = '' }) => core.memory.find(answers) ?? []);
  const changed = [...kept, ...answered.map((entry) => ({ ...entry, isAnswered: true }))];
  core.memory.change({ kept: changed, attachments });
  core.soon(() => core.tellOthers(changed.map(({ operation }) => operation.id)));
  return kept.map(factOf);
}

async function makeReady(core: JournalCore, parts: RecordParts): Promise<Ready> {
  const operation = await sign(core, parts);
  const content: SealedOperation = { operation, deviceId: parts.by.deviceId };
  const sealed = await core.vault.sealForDevice(JSON.stringify(content));
  return { parts, operation, sealed, attached: await sealNamed(core, parts) };
}

/** A body that this app wrote has the shape of its type: what has a name and a size is a reference. */
export const isOwnRef = (value: object): boolean => 'size' in value && 'mime' in value;

/** `null` where the body names nothing: what photos need is fetched for those alone. */
async function sealNamed(
  core: JournalCore,
  { body, attachments = [] }: RecordParts,
): Promise<SealedAttachments | null> {
  const refs = findAttachmentRefs(body, isOwnRef);
  if (refs.length + attachments.length === 0) return null;
  const { sealAttachments } = await import('./attachments-write.ts');
  return sealAttachments(core, refs, attachments);
}

/** The transaction, safe to repeat: a handle that died may have kept it all the same. */
function storing(core: JournalCore, ready: readonly Ready[]) {
  const { db } = core;
  const tables = ['operations', 'counter', 'drafts'];
  if (ready.some(({ attached }) => attached !== null))
    tables.push('attachments', 'attachmentChunks');
  const drafts = ready.flatMap(({ parts }) => parts.alsoClearDraft ?? []);
  let attachments: readonly AttachmentRow[] = [];
  let isSecondTry = false;

  return () =>
    db.transaction('rw', tables, async () => {
      const kept = isSecondTry ? await db.operations.get(ready[0]?.operation.id ?? '') : undefined;
      isSecondTry = true;
      if (kept) return { firstSeq: kept.seq, attachments };
      // Side by side, with the number as this tab last knew it: each wait is a turn of a busy thread. The
      // counter is read first, so a number that another tab has given away is seen, and the row written again.
      const guess = core.counter;
      const [counter] = await Promise.all([
        db.counter.get('counter'),
        ...(guess === null ? [] : putNumbered(db, ready, guess)),
        drafts.length === 0 ? undefined : db.drafts.bulkDelete(drafts),
        ...noteAnswers(db, ready),
        storeAllAttachments(db, ready)?.then((rows) => (attachments = rows)),
      ]);
      const next = counter ?? { key: 'counter', log: core.log, nextSeq: 1 };
      if (guess?.log !== next.log || guess.nextSeq !== next.nextSeq)
        await Promise.all(putNumbered(db, ready, next));
      core.counter = { ...next, nextSeq: next.nextSeq + ready.length };
      return { firstSeq: next.nextSeq, attachments };
    });
}

function putNumbered(db: JournalDatabase, ready: readonly Ready[], { log, nextSeq }: CounterRow) {
  const operations = ready.map(({ operation: { id, at }, sealed }, place) => {
    const day = at.slice(0, 10);
    return db.operations.put({
      id,
      seq: nextSeq + place,
      state: 'pending',
      day,
      sealed,
      receipt: null,
    });
  });
  return [...operations, db.counter.put({ key: 'counter', log, nextSeq: nextSeq + ready.length })];
}

function noteAnswers(db: JournalDatabase, ready: readonly Ready[]) {
  return ready.flatMap(({ parts: { answers }, operation: { id } }) =>
    answers === undefined ? [] : db.operations.update(answers, { answeredBy: id }),
  );
}

function storeAllAttachments(db: JournalDatabase, ready: readonly Ready[]): Stored | undefined {
  let last: Stored | undefined;
  for (const { attached, operation } of ready)
    if (attached !== null) last = attached.store(db, operation.id, last);
  return last;
}

async function sign(core: JournalCore, parts: RecordParts): Promise<Omit<Operation, 'seq'>> {
  const { by, type, shiftId, body, id = v7() } = parts;
  const unsigned = {
    id,
    by: by.accountId,
    at: new Date(core.now()).toISOString(),
    zone: zoneNow(),
    boot: BOOT,
    monoMs: monoMs(),
    offsetMs: core.contact.offsetMs,
    type,
    tv: FACT_VERSIONS[type],
    shiftId,
    body,
  };
  const text = new TextEncoder().encode(signedText(unsigned));
  const mac = await crypto.subtle.sign('HMAC', by.signKey, text);
  return { ...unsigned, sig: toBase64url(new Uint8Array(mac, 0, 16)) };
}
