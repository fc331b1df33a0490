import type { Id } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { accessDocuments } from './access.ts';
import { storeDocuments, type DocumentPut, type Writer } from './documents.ts';
import { stampFeed } from './feed.ts';
import { nameMarks } from './name-marks.ts';
import type { Tx } from './tables.ts';

/**
 * `putDocuments`, and then the `access` documents of the accounts whose rights these documents change
 * (their assignments, their units), and the names of those of whom a room head or teacher among them may tell: in one transaction, stamped once. Gives the changed scopes' heads.
 */
export async function putWithAccess(
  tx: Tx,
  change: { puts: readonly DocumentPut[]; accountIds: readonly Id[] },
  by: Writer,
): Promise<Map<Scope, number>> {
  const stored = await storeDocuments(tx, change.puts, by);
  const access = await accessDocuments(tx, change.accountIds, by.at);
  const mates = await nameMarks(tx, change.accountIds, by.at);
  const own = await storeDocuments(tx, [...access, ...mates], by);
  return stampFeed(tx, [...stored, ...own]);
}

/** Rewrites each account's `access` document. */
export function refreshAccess(
  tx: Tx,
  accountIds: readonly Id[],
  by: Writer,
): Promise<Map<Scope, number>> {
  return putWithAccess(tx, { puts: [], accountIds }, by);
}
