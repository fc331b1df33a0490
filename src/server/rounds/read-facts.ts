import { sql } from 'kysely';
import type { FactType } from '../../domain/fact.ts';
import { PAPER_DAYS } from '../../domain/happened-at.ts';
import type { Id, Instant } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { Scope } from '../../domain/scope.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { factOf } from '../sync/stored-facts.ts';

interface Wanted {
  types: readonly FactType[];
  from?: Instant;
  /** Not at this moment any more; what was typed in from paper within its days since may be of before, and comes too. */
  to?: Instant;
  /** Only what lies in one of these; a fact that lies in several comes as often. */
  scopes?: readonly Scope[];
  /** Only whose envelope holds this text, which has neither `%` nor `_`. */
  saying?: string;
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
    // One by one: as arguments of a call, a term's rows are more than the stack holds.
    for (const row of rows) facts.push(factOf(row));
  }
  return facts;
}

/** Those of these ids that count. */
export async function readFactsById(db: Reader, ids: readonly Id[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const some of idChunks(ids))
    for (const row of await counting(db).where('opLog.id', 'in', some).execute())
      facts.push(factOf(row));
  return facts;
}

/** One fact and all that is about it, of those that count. */
export const readFamily = (db: Reader, rootId: Id): Promise<Fact[]> => readFamilies(db, [rootId]);

/** The same of several. */
export async function readFamilies(db: Reader, rootIds: readonly Id[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const some of idChunks(rootIds)) {
    const rows = counting(db).where((eb) =>
      eb.or([eb('opLog.id', 'in', some), eb('opLog.rootId', 'in', some)]),
    );
    for (const row of await rows.execute()) facts.push(factOf(row));
  }
  return facts;
}

const counting = (db: Reader) =>
  db
    .selectFrom('opLog')
    .select([
      'opLog.id',
      'opLog.deviceId',
      'opLog.envelope',
      'opLog.correctedAt',
      'opLog.receivedAt',
    ])
    .where(isStored)
    .where('opLog.purgedAt', 'is', null);

function selecting(db: Reader, { types, from, to, saying }: Omit<Wanted, 'scopes'>) {
  let rows = counting(db).where('opLog.type', 'in', types);
  if (saying !== undefined) rows = rows.where('opLog.envelope', 'like', `%${saying}%`);
  if (!types.includes('door-check')) rows = rows.where(isRare);
  if (from !== undefined) rows = rows.where('opLog.correctedAt', '>=', from);
  if (to !== undefined)
    rows = rows.where((eb) =>
      eb.or([
        eb('opLog.correctedAt', '<', to),
        eb.and([
          eb('opLog.correctedAt', '<', paperDaysAfter(to)),
          eb('opLog.envelope', 'like', FROM_PAPER),
        ]),
      ]),
    );
  return rows;
}

/** In the very words of the index `op_log_rare`: SQLite uses it for a query that says the same. */
export const isRare = sql<boolean>`"op_log"."type" <> 'door-check'`;

/** Not by the index of outcomes, which names nearly all there is: so SQLite looks for another. */
export const isStored = sql<boolean>`"op_log"."outcome" || '' = 'stored'`;

/** `onPaperAt` as an envelope holds it. A note with this text comes as well: the folds go by each fact's own time. */
const FROM_PAPER = '%"onPaperAt":%';

const paperDaysAfter = (at: Instant): Instant =>
  new Date(Date.parse(at) + PAPER_DAYS * 86_400_000).toISOString();
