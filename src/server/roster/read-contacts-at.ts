import type { Contact, Whereabouts } from '../../domain/person.ts';
import type { Reader } from '../database/tables.ts';

/** Of those who are registered at one of these whereabouts. Few of many: the others' contacts are not read. */
export async function readContactsAt(
  db: Reader,
  whereabouts: readonly Whereabouts[],
): Promise<Contact[]> {
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
