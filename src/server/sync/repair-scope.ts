import type { Scope } from '../../domain/scope.ts';
import {
  bucketOf,
  bucketTexts,
  type RepairReply,
  type RepairRequest,
} from '../../protocol/repair.ts';
import type { FeedEntry } from '../../protocol/sync.ts';
import { lanesOf } from '../database/digest.ts';
import type { Reader, Tables } from '../database/tables.ts';
import { readEntries, readHeads } from './read-changes.ts';

/** What lies in the buckets in which the phone holds something else. In a snapshot of one moment. */
export async function repairScope(tx: Reader, request: RepairRequest): Promise<RepairReply> {
  const { scope, through, from, buckets } = request;
  const head = (await readHeads(tx, [scope], true)).get(scope);
  if (head === undefined || head.seq !== through || (head.from ?? null) !== from)
    return { outcome: 'moved' };
  const rows = await readLive(tx, scope, from);
  const own = bucketTexts(rows.map((row) => ({ id: row.refId, lanes: lanesOf(row) })));
  const differing = new Set(own.flatMap((text, index) => (text === buckets[index] ? [] : [index])));
  const wanted = rows.filter(({ refId }) => differing.has(bucketOf(refId)));
  const texts = await readEntries(
    tx,
    scope,
    wanted.map(({ seq }) => seq),
  );
  const entries = texts.map(({ text }) => JSON.parse(text) as FeedEntry);
  return { outcome: 'buckets', buckets: [...differing], entries };
}

function readLive(tx: Reader, scope: Scope, from: string | null): Promise<Tables['feed'][]> {
  return tx
    .selectFrom('feed')
    .selectAll()
    .where('scope', '=', scope)
    .where('isGone', '=', 0)
    .$if(from !== null, (all) =>
      all.where((where) => where.or([where('day', 'is', null), where('day', '>=', from)])),
    )
    .orderBy('seq')
    .execute();
}
