import type { Id } from '../../domain/id.ts';
import { buildingsOfPost } from '../../domain/assignment-reach.ts';
import type { Post } from '../../domain/role.ts';
import type { Reader } from '../database/tables.ts';

/** Accounts whose posts are in one of the buildings: its units are part of what they follow. */
export async function accountsOver(db: Reader, buildingIds: readonly Id[]): Promise<Id[]> {
  if (buildingIds.length === 0) return [];
  const changed = new Set(buildingIds);
  const rows = await db.selectFrom('assignment').select(['accountId', 'post']).execute();
  const over = rows.filter(({ post }) =>
    buildingsOfPost(JSON.parse(post) as Post).some((id) => changed.has(id)),
  );
  return [...new Set(over.map((row) => row.accountId))];
}
