import type { Instant } from '../../domain/id.ts';
import type { Db } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';

const PAGE = 500;

type DocumentKey = Pick<Tables['documentVersion'], 'kind' | 'id' | 'version'>;

/**
 * Erases versions of documents that a later one replaced before `before`: who changed what is kept as
 * long as the audit log is, and no longer. The version that holds now stays, however old. Gives how many went.
 */
export async function forgetVersions(
  db: Db,
  before: Instant,
  stillMine: () => Promise<void>,
): Promise<number> {
  let forgotten = 0;
  let after: DocumentKey | null = null;
  for (;;) {
    await stillMine();
    const page: (DocumentKey & { nextAt: Instant | null })[] = await readPage(db, after);
    // The one after it is gone already: then this one was replaced before that.
    const gone = page.filter(({ nextAt }) => nextAt === null || nextAt < before);
    if (gone.length > 0) forgotten += await erase(db, gone);
    after = page.at(-1) ?? null;
    if (page.length < PAGE) return forgotten;
  }
}

/** By key; each with when the version after it was written. */
function readPage(db: Db, after: DocumentKey | null) {
  return db
    .selectFrom('documentVersion as old')
    .leftJoin('documentVersion as later', (join) =>
      join
        .onRef('later.kind', '=', 'old.kind')
        .onRef('later.id', '=', 'old.id')
        .on((where) => where('later.version', '=', where('old.version', '+', where.lit(1)))),
    )
    .leftJoin('document as current', (join) =>
      join
        .onRef('current.kind', '=', 'old.kind')
        .onRef('current.id', '=', 'old.id')
        .on((where) => where('current.version', '=', where('old.version', '+', where.lit(1)))),
    )
    .select((of) => [
      'old.kind',
      'old.id',
      'old.version',
      of.fn.coalesce('later.updatedAt', 'current.updatedAt').as('nextAt'),
    ])
    .$if(after !== null, (rows) =>
      rows.where((where) =>
        where(
          where.refTuple('old.kind', 'old.id', 'old.version'),
          '>',
          where.tuple(after?.kind ?? 'campus', after?.id ?? '', after?.version ?? 0),
        ),
      ),
    )
    .orderBy('old.kind')
    .orderBy('old.id')
    .orderBy('old.version')
    .limit(PAGE)
    .execute();
}

function erase(db: Db, gone: readonly DocumentKey[]): Promise<number> {
  return writeDatabase(db, async (tx) => {
    for (const { kind, id, version } of gone)
      await tx
        .deleteFrom('documentVersion')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .where('version', '=', version)
        .execute();
    return gone.length;
  });
}
