import type { Scope } from '../../domain/scope.ts';
import type { GivenResult, SyncReply } from '../../protocol/sync.ts';
import { noteAttachments } from '../attachments/note-attachments.ts';
import { storeDocuments, type DocumentPut } from '../database/documents.ts';
import { stampFeed, type FeedChange } from '../database/feed.ts';
import { countLog, openLog } from './device-log.ts';
import { readGround } from './ground.ts';
import { createNews } from './news.ts';
import { noteAnswers } from './parked-at-hand.ts';
import type { PushWork } from './push-work.ts';
import { readEnvelope } from './read-envelope.ts';
import { readRegister } from './register.ts';
import { renewMarks } from './renew-marks.ts';
import { takeOperation } from './take-operation.ts';

export interface TakenPush {
  reply: Required<
    Omit<NonNullable<SyncReply['push']>, 'durableThrough' | 'rejudged' | 'results'>
  > & {
    results: GivenResult[];
  };
  heads: Map<Scope, number>;
}

/**
 * One push in one transaction: what is known of its operations is read at once, they are judged one
 * after the other in memory, each seeing those before it, and all are written at once with what came
 * of them; feeds are stamped last, with the marks of this `contact`. Repeatable: a second sending changes nothing and gets the same
 * answers. Throws `log-fork` where a number of this journal already names another operation.
 */
export async function takeOperations(
  work: PushWork,
  operations: readonly unknown[],
  contact: readonly DocumentPut[] = [],
): Promise<TakenPush> {
  const { tx, logId, deviceId } = work;
  await openLog(tx, logId, deviceId);
  const envelopes = operations.map(readEnvelope);
  const register = await readRegister(tx, logId, envelopes);
  const unknown = work.isQuarantined
    ? []
    : envelopes.filter((one) => register.find(one).same === null);
  const ground = await readGround(tx, {
    deviceId,
    operations: unknown.flatMap(({ operation }) => operation ?? []),
  });
  const taking = { work, register, ground, news: createNews() };
  const results = envelopes.map((envelope) => takeOperation(taking, envelope));
  await register.write(tx);
  await noteAnswers(tx, taking.news.answers);
  await noteAttachments(tx, taking.news.named);
  const marks: FeedChange[] = await renewMarks(taking);
  const heard = await storeDocuments(tx, contact, { accountId: null, at: work.receivedAt });
  const counted = await countLog(tx, logId);
  const heads = await stampFeed(tx, [...taking.news.changes, ...marks, ...heard]);
  return { reply: { results, ...counted }, heads };
}
