import { randomUUID } from 'node:crypto';
import type { Id, Instant } from '../../domain/id.ts';
import { writeAudit } from '../accounts/audit.ts';
import { writeMeta } from './meta.ts';
import type { Tx } from './tables.ts';

export type EpochEnd = 'restored' | 'older-database' | 'lost-operations';

/**
 * Begins a new feed: every phone loads its replica anew, and offers again what it holds receipts for and
 * this database has not. For a database that is not the continuation of what phones were told: an empty queue of
 * before says nothing of what they bring again.
 */
export async function rotateEpoch(
  tx: Tx,
  of: { why: EpochEnd; at: Instant; details?: Record<string, unknown> },
): Promise<Id> {
  const epoch = randomUUID();
  await writeMeta(tx, 'feed_epoch', epoch);
  await tx.updateTable('device').set({ emptiedAt: null }).execute();
  const details = { why: of.why, ...of.details };
  await writeAudit(tx, {
    at: of.at,
    accountId: null,
    what: 'server.new-epoch',
    subject: null,
    details,
  });
  return epoch;
}
