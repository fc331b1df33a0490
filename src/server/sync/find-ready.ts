import { sql } from 'kysely';
import type { Id } from '../../domain/id.ts';
import { chunksOf, idChunks } from '../database/insert-many.ts';
import type { Reader } from '../database/tables.ts';
import { coverOf, readAnswers } from './consents-at-hand.ts';

const AT_ONCE = 100;

interface Waiting {
  id: Id;
  sentId: Id;
}

/**
 * What waits. An outcome that no index can answer: else SQLite would walk over all that is parked, and
 * not look by what is waited for.
 */
export const waitingRows = (db: Reader) =>
  db
    .selectFrom('opLog')
    .where('waitsFor', 'is not', null)
    .where(sql`${sql.ref('outcome')} || ''`, '=', 'parked')
    .where('answeredBy', 'is', null)
    .where('purgedAt', 'is', null);

/** Those that wait for one of `wanted` and can be judged now, not more than are judged in one round. */
export async function findReady(
  db: Reader,
  wanted: readonly Id[],
  except: ReadonlySet<Id>,
): Promise<Waiting[]> {
  const here = await findHere(db, wanted);
  const ready: Waiting[] = [];
  for (const found of ['counts', 'parked'] as const)
    for (const ids of idChunks([...here].flatMap(([id, how]) => (how === found ? [id] : [])))) {
      if (ready.length >= AT_ONCE) return ready;
      const rows = await waitingRows(db)
        .select(['id', 'sentId'])
        .where('waitsFor', 'in', ids)
        .$if(found === 'parked', (some) => some.where('type', '=', 'void'))
        .orderBy('receivedAt')
        .limit(AT_ONCE + except.size)
        .execute();
      ready.push(...rows.filter(({ id }) => !except.has(id)));
    }
  ready.push(...(await findCovered(db, wanted, except)));
  return ready.slice(0, AT_ONCE);
}

/** So many alternatives stand in one statement. */
const COVERS_AT_ONCE = 100;

/** Those that wait for consent, where what has been answered by now covers when they were told. */
async function findCovered(
  db: Reader,
  wanted: readonly Id[],
  except: ReadonlySet<Id>,
): Promise<Waiting[]> {
  const answers = await readAnswers(db, wanted);
  const covers = [...answers].flatMap(([id, own]) => {
    const cover = coverOf(own);
    return cover === null ? [] : [{ id, ...cover }];
  });
  const covered: Waiting[] = [];
  for (const some of chunksOf(covers, COVERS_AT_ONCE)) {
    const rows = await waitingRows(db)
      .select(['id', 'sentId'])
      .where((where) =>
        where.or(
          some.map(({ id, end }) =>
            end === null
              ? where('waitsFor', '=', id)
              : where('waitsFor', '=', id).and('correctedAt', '<', end),
          ),
        ),
      )
      .orderBy('correctedAt')
      .limit(AT_ONCE + except.size)
      .execute();
    covered.push(...rows.filter(({ id }) => !except.has(id)));
  }
  return covered;
}

/** Which of these are documents or facts that count, and which are parked operations: only a void may name those. */
async function findHere(db: Reader, wanted: readonly Id[]): Promise<Map<Id, 'counts' | 'parked'>> {
  const here = new Map<Id, 'counts' | 'parked'>();
  for (const ids of idChunks(wanted)) {
    const operations = await db
      .selectFrom('opLog')
      .select(['id', 'sentId', 'outcome'])
      .where('sentId', 'in', ids)
      .execute();
    const documents = db
      .selectFrom('document')
      .select('id')
      .where('kind', 'in', ['door', 'room', 'unit', 'building', 'area', 'directory'])
      .where('id', 'in', ids);
    for (const { sentId } of operations.filter(({ outcome }) => outcome === 'parked'))
      here.set(sentId, 'parked');
    for (const { id } of operations.filter(({ outcome }) => outcome === 'stored'))
      here.set(id, 'counts');
    for (const { id } of await documents.execute()) here.set(id, 'counts');
  }
  return here;
}
