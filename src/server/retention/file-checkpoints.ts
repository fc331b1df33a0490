import type { DocumentBody } from '../../domain/document.ts';
import type { Day, Id, Instant } from '../../domain/id.ts';
import { utcDay } from '../../domain/campus-day.ts';
import { buildingScope } from '../../domain/scope.ts';
import { chunksOf } from '../database/insert-many.ts';
import {
  listDocuments,
  putDocuments,
  scopesOfDocuments,
  type DocumentPut,
} from '../database/documents.ts';
import type { Db } from '../database/open.ts';
import { writeDatabase } from '../database/transaction.ts';

/** Filed in one transaction: pushes wait for it. */
const AT_ONCE = 50;
const PAGE = 500;

/**
 * Before somebody's last passage leaves a door's window, the mark that tells of it comes into the feed of
 * the home's doors: a keeper's phone then still knows who is inside. Gives how many came.
 */
export async function fileCheckpoints(
  db: Db,
  of: { cut: Day; at: Instant },
  stillMine: () => Promise<void>,
): Promise<number> {
  let filed = 0;
  let after = '';
  for (;;) {
    await stillMine();
    const page = await marksAfter(db, after);
    const leaving = page.flatMap(({ id, body }) => {
      const mark = JSON.parse(body) as DocumentBody<'mark'>;
      return mark.about === 'passage' && utcDay(mark.at) < of.cut ? [id] : [];
    });
    for (const ids of chunksOf(leaving, AT_ONCE)) {
      await stillMine();
      filed += await fileAll(db, ids, of.at);
    }
    after = page.at(-1)?.id ?? '';
    if (page.length < PAGE) return filed;
  }
}

function marksAfter(db: Db, after: Id): Promise<{ id: Id; body: string }[]> {
  return db
    .selectFrom('document')
    .select(['id', 'body'])
    .where('kind', '=', 'mark')
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute();
}

function fileAll(db: Db, personIds: readonly Id[], at: Instant): Promise<number> {
  return writeDatabase(db, async (tx) => {
    const people = await listDocuments(tx, 'directory', personIds);
    const homeById = new Map(people.map(({ id, body }) => [id, body.home?.buildingId ?? null]));
    const scopesById = await scopesOfDocuments(tx, 'mark', personIds);
    const puts = (await listDocuments(tx, 'mark', personIds)).flatMap(
      ({ id, body }): DocumentPut[] => {
        const home = homeById.get(id) ?? null;
        const scopes = scopesById.get(id) ?? [];
        if (home === null || scopes.includes(buildingScope(home, 'door'))) return [];
        return [{ kind: 'mark', id, body, scopes: [...scopes, buildingScope(home, 'door')] }];
      },
    );
    await putDocuments(tx, puts, { accountId: null, at });
    return puts.length;
  });
}
