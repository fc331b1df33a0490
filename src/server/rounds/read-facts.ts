import type { FactType } from '../../domain/fact.ts';
import type { Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { factOf } from '../sync/stored-facts.ts';

interface Wanted {
  types: readonly FactType[];
  from?: Instant;
  /** Not at this moment any more. */
  to?: Instant;
  /** Only what lies in one of these; a fact that lies in several comes as often. */
  scopes?: readonly Scope[];
}

/** Those that count, of some kinds, from one moment until another. */
export async function readFacts(db: Reader, { scopes, ...wanted }: Wanted): Promise<Fact[]> {
  if (scopes === undefined) return (await selecting(db, wanted).execute()).map(factOf);
  const facts: Fact[] = [];
  for (const some of idChunks(scopes)) {
    const rows = await selecting(db, wanted)
      .innerJoin('feed', 'feed.refId', 'opLog.id')
      .where('feed.kind', '=', 'fact')
      .where('feed.scope', 'in', some)
      .execute();
    facts.push(...rows.map(factOf));
  }
  return facts;
}

function selecting(db: Reader, { types, from, to }: Omit<Wanted, 'scopes'>) {
  let rows = db
    .selectFrom('opLog')
    .select([
      'opLog.id',
      'opLog.deviceId',
      'opLog.envelope',
      'opLog.correctedAt',
      'opLog.receivedAt',
    ])
    .where('opLog.outcome', '=', 'stored')
    .where('opLog.purgedAt', 'is', null)
    .where('opLog.type', 'in', types);
  if (from !== undefined) rows = rows.where('opLog.correctedAt', '>=', from);
  if (to !== undefined) rows = rows.where('opLog.correctedAt', '<', to);
  return rows;
}
