import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { personScope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { factOf, type OpRow } from './stored-facts.ts';
import type { Judging } from './take-operation.ts';

/** So many of a person's latest facts surely hold the last one of a kind that stands. */
const FACTS_READ = 300;

/** A person's facts and the first records of those that came to name the person later. */
export async function readFactsOfPerson({ work, news }: Judging, personId: Id): Promise<Fact[]> {
  const scope = personScope(personId);
  const coming = news.changes.filter((change) => change.scope === scope);
  const filed = work.tx
    .selectFrom('feed')
    .innerJoin('opLog', 'opLog.id', 'feed.refId')
    .selectAll('opLog')
    .where('feed.scope', '=', scope)
    .where('feed.kind', '=', 'fact')
    .orderBy('opLog.correctedAt', 'desc')
    .limit(FACTS_READ);
  const comingIds = coming.map((change) => change.refId);
  const rows = [...(await filed.execute()), ...(await readRows(work.tx, comingIds))];
  const firsts = await readRows(
    work.tx,
    rows.flatMap((row) => row.rootId ?? []),
  );
  return [...rows, ...firsts].filter((row) => row.outcome === 'stored').map((row) => factOf(row));
}

async function readRows(db: Reader, factIds: readonly Id[]): Promise<OpRow[]> {
  const rows: OpRow[] = [];
  for (const ids of idChunks(factIds))
    rows.push(...(await db.selectFrom('opLog').selectAll().where('id', 'in', ids).execute()));
  return rows;
}
