import type { FactType } from '../../domain/fact.ts';
import type { Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Reader } from '../database/tables.ts';
import { factOf } from '../sync/stored-facts.ts';

/** Those that count, of some kinds: from a moment on, until and not at another one. */
export async function readFacts(
  db: Reader,
  { types, from, to }: { types: readonly FactType[]; from?: Instant; to?: Instant },
): Promise<Fact[]> {
  let rows = db
    .selectFrom('opLog')
    .select(['id', 'deviceId', 'envelope', 'correctedAt', 'receivedAt'])
    .where('outcome', '=', 'stored')
    .where('purgedAt', 'is', null)
    .where('type', 'in', types);
  if (from !== undefined) rows = rows.where('correctedAt', '>=', from);
  if (to !== undefined) rows = rows.where('correctedAt', '<', to);
  return (await rows.execute()).map(factOf);
}
