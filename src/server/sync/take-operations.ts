import type { Scope } from '../../domain/scope.ts';
import type { OperationResult, SyncReply } from '../../protocol/sync.ts';
import { stampFeed } from '../database/feed.ts';
import { countLog, openLog } from './device-log.ts';
import type { PushWork } from './push-work.ts';
import { renewMarks } from './renew-marks.ts';
import { takeOperation } from './take-operation.ts';

export interface TakenPush {
  reply: Required<Omit<NonNullable<SyncReply['push']>, 'durableThrough'>>;
  heads: Map<Scope, number>;
}

/**
 * One push in one transaction: every operation is stored, then judged; what counts is filed in its
 * scopes; feeds are stamped last. Repeatable: a second sending changes nothing and gets the same
 * answers. Throws `log-fork` where a number of this journal already names another operation.
 */
export async function takeOperations(
  work: PushWork,
  operations: readonly unknown[],
): Promise<TakenPush> {
  await openLog(work.tx, work.logId, work.deviceId);
  const results: OperationResult[] = [];
  for (const raw of operations) results.push(await takeOperation(work, raw));
  await renewMarks(work);
  const counted = await countLog(work.tx, work.logId);
  const heads = await stampFeed(work.tx, work.changes);
  return { reply: { results, ...counted }, heads };
}
