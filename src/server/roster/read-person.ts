import { mayOffice } from '../../domain/permission.ts';
import type { Id } from '../../domain/id.ts';
import type { PeoplePage, PersonDetail } from '../../protocol/office-people.ts';
import { writeAudit } from '../accounts/audit.ts';
import type { OfficeUser } from '../accounts/office-session.ts';
import { getDocument, listDocuments } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import type { PersonIndexCache } from './person-index.ts';

const PAGE = 50;
/** Nobody pages further through what a search has found. */
const FOUND = 1000;

export async function findPeople(
  cache: PersonIndexCache,
  of: { query: string; buildingId: Id | null; offset: number },
): Promise<PeoplePage> {
  const { people, index } = await cache.read();
  const preferBuildingIds = of.buildingId === null ? [] : [of.buildingId];
  const all =
    of.query.trim() === '' ? people : index.search(of.query, { limit: FOUND, preferBuildingIds });
  const found =
    of.buildingId === null ? all : all.filter(({ home }) => home?.buildingId === of.buildingId);
  return { total: found.length, people: found.slice(of.offset, of.offset + PAGE) };
}

/** One person; with `withIdentity` also what never leaves the office, which is noted. */
export async function readPerson(
  deps: Dependencies,
  of: { id: Id; user: OfficeUser; withIdentity: boolean },
): Promise<PersonDetail> {
  const { db, now } = deps;
  const { id, user, withIdentity } = of;
  const directory = await getDocument(db, 'directory', id);
  if (directory === null) throw new Problem('not-found');
  const at = instantOf(now());
  const ask = { area: 'documents', action: 'R', part: 'identity' } as const;
  if (withIdentity) {
    if (!mayOffice(user.assignments, ask, at)) throw new Problem('forbidden');
    await writeAudit(db, {
      at,
      accountId: user.account.id,
      what: 'person.read-identity',
      subject: id,
    });
  }
  const { home } = directory.body;
  const building = home && (await getDocument(db, 'building', home.buildingId));
  const stayIds = await db.selectFrom('stay').select('id').where('personId', '=', id).execute();
  const stays = await listDocuments(
    db,
    'stay',
    stayIds.map((row) => row.id),
  );
  return {
    directory: directory.body,
    contact: (await getDocument(db, 'contact', id))?.body ?? null,
    identity: withIdentity ? ((await getDocument(db, 'identity', id))?.body ?? null) : null,
    stays: stays.map(({ body }) => body).sort((a, b) => (a.from < b.from ? 1 : -1)),
    buildingName: building?.body.name ?? null,
  };
}
