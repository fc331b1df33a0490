import type { Id } from '../../domain/id.ts';
import type { Contact, Whereabouts } from '../../domain/person.ts';
import type { Registered } from '../../domain/whereabouts-at.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** Whom nobody has registered anywhere. */
export const HERE: Registered = { whereabouts: null, whereaboutsSince: null };

/**
 * Where those are registered, or were before, who may be at one of these whereabouts. Few of many: the others' contacts
 * are not read. `null`: of everybody.
 */
export async function readRegistered(
  db: Reader,
  away: readonly Whereabouts[],
  personIds: readonly Id[] | null,
): Promise<ReadonlyMap<Id, Registered>> {
  const ids = personIds ?? undefined;
  const contacts =
    ids === undefined
      ? await readContactsAt(db, away)
      : (await listDocuments(db, 'contact', ids)).map(({ body }) => body);
  const registered = new Map<Id, Registered>(
    contacts.map(({ id, whereabouts, whereaboutsSince }) => [
      id,
      { whereabouts, whereaboutsSince },
    ]),
  );
  for (const { id, body } of await listDocuments(db, 'past-whereabouts', ids))
    registered.set(id, { ...(registered.get(id) ?? HERE), whereaboutsBefore: body.before });
  return registered;
}

async function readContactsAt(db: Reader, whereabouts: readonly Whereabouts[]): Promise<Contact[]> {
  if (whereabouts.length === 0) return [];
  const rows = await db
    .selectFrom('document')
    .select('body')
    .where('kind', '=', 'contact')
    .where((where) =>
      where.or(whereabouts.map((code) => where('body', 'like', `%"whereabouts":"${code}"%`))),
    )
    .execute();
  return rows.map(({ body }) => JSON.parse(body) as Contact);
}
