import type { Id, Instant } from '../../domain/id.ts';
import type { Scope } from '../../domain/scope.ts';
import { assignmentsOf, readUnits, scopesAt } from '../database/access.ts';
import { getDocument } from '../database/documents.ts';
import { refreshAccess } from '../database/refresh-access.ts';
import type { Db } from '../database/open.ts';
import type { Reader } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';

/** What the account follows at this moment, by its assignments. */
export async function followedScopes(
  db: Reader,
  account: { accountId: Id; personId: Id },
  at: Instant,
): Promise<Scope[]> {
  const { accountId, personId } = account;
  const assignments = (await assignmentsOf(db, [accountId])).get(accountId) ?? [];
  const of = { personId, assignments, at };
  const buildingIds = new Set<Id>();
  const scopes = scopesAt(of, (buildingId) => {
    buildingIds.add(buildingId);
    return [];
  });
  // A campus has hundreds of units, and most people follow those of no building.
  return buildingIds.size === 0 ? scopes : scopesAt(of, await readUnits(db));
}

/** A right begins or ends by the clock alone: the account's `access` document is renewed when it next asks. */
export async function renewAccess(
  db: Db,
  account: { accountId: Id; personId: Id },
  at: Instant,
): Promise<Map<Scope, number>> {
  const scopes = await followedScopes(db, account, at);
  const told = (await getDocument(db, 'access', account.accountId))?.body.scopes ?? [];
  if (told.length === scopes.length && scopes.every((scope) => told.includes(scope)))
    return new Map();
  return writeDatabase(db, (tx) => refreshAccess(tx, [account.accountId], { accountId: null, at }));
}
