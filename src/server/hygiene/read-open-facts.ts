import { sql } from 'kysely';
import { readFact } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { isRare, isStored } from '../rounds/read-facts.ts';
import { factOf } from '../sync/stored-facts.ts';

const COLUMNS = [
  'opLog.id',
  'opLog.deviceId',
  'opLog.envelope',
  'opLog.correctedAt',
  'opLog.receivedAt',
] as const;

/**
 * What the open findings are folded from, without most of the many that somebody has put right: those are left out
 * which were put right, of which nothing was taken back, and which have to do with no other finding.
 */
export async function readOpenFacts(db: Reader): Promise<Fact[]> {
  const findings = await readUnsettled(db);
  const known = new Set(findings.map(({ id }) => id));
  // What a "still so" stands in the place of decides whether it is open, however far back that goes.
  for (let asked = earlierOf(findings, known); asked.length > 0;) {
    const earlier = await readFindings(db, asked);
    for (const id of asked) known.add(id);
    findings.push(...earlier);
    asked = earlierOf(earlier, known);
  }
  return [...findings, ...(await readAbout(db, [...known]))];
}

async function readUnsettled(db: Reader): Promise<Fact[]> {
  const rows = await selectFindings(db)
    .where((where) => {
      const about = (type: 'rectification' | 'void') =>
        where.exists(
          where
            .selectFrom('opLog as later')
            .select('later.id')
            .whereRef('later.rootId', '=', 'opLog.id')
            // Not by the index of outcomes, which names nearly all there is.
            .where(sql<string>`"later"."outcome" || ''`, '=', 'stored')
            .where('later.type', '=', type),
        );
      return where.or([
        where.not(about('rectification')),
        about('void'),
        where('opLog.envelope', 'like', '%"again":%'),
      ]);
    })
    .execute();
  return rows.map(factOf);
}

async function readFindings(db: Reader, ids: readonly Id[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const some of idChunks(ids)) {
    const rows = await selectFindings(db).where('opLog.id', 'in', some).execute();
    facts.push(...rows.map(factOf));
  }
  return facts;
}

const selectFindings = (db: Reader) =>
  db
    .selectFrom('opLog')
    .select(COLUMNS)
    .where(isStored)
    .where('opLog.purgedAt', 'is', null)
    .where('opLog.type', '=', 'finding')
    .where(isRare);

/** What puts them right, and what was taken back of all that. */
async function readAbout(db: Reader, findingIds: readonly Id[]): Promise<Fact[]> {
  const facts: Fact[] = [];
  for (const some of idChunks(findingIds)) {
    const rows = await db
      .selectFrom('opLog')
      .select(COLUMNS)
      .where(isStored)
      .where('opLog.purgedAt', 'is', null)
      .where('opLog.rootId', 'in', some)
      .execute();
    facts.push(...rows.map(factOf));
  }
  return facts;
}

/** Those that these stand in the place of and that were not read yet. */
export function earlierOf(findings: readonly Fact[], known: ReadonlySet<Id>): Id[] {
  const ids = findings.flatMap((fact) => {
    const read = readFact(fact);
    return read?.type === 'finding' && read.body.again !== undefined ? read.body.again : [];
  });
  return [...new Set(ids)].filter((id) => !known.has(id));
}
