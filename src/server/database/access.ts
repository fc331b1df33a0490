import type { Id, Instant } from '../../domain/id.ts';
import { isValidAt } from '../../domain/assignment-reach.ts';
import type { Assignment, Post, Role } from '../../domain/role.ts';
import { CAMPUS_PUBLIC, personScope, scopesOfAssignment, type Scope } from '../../domain/scope.ts';
import { listDocuments, type DocumentPut } from './documents.ts';
import { chunksOf } from './insert-many.ts';
import type { Reader } from './tables.ts';

/** Everything the account was ever assigned to: rights are judged at the time of a fact. */
export async function assignmentsOf(
  db: Reader,
  accountIds: readonly Id[],
): Promise<Map<Id, Assignment[]>> {
  const found = new Map<Id, Assignment[]>(accountIds.map((id) => [id, []]));
  for (const chunk of chunksOf(accountIds, 500)) {
    const rows = await db
      .selectFrom('assignment')
      .selectAll()
      .where('accountId', 'in', chunk)
      .orderBy('fromAt')
      .orderBy('id')
      .execute();
    for (const row of rows)
      found.get(row.accountId)?.push({
        id: row.id,
        accountId: row.accountId,
        role: row.role as Role,
        post: JSON.parse(row.post) as Post,
        from: row.fromAt,
        to: row.toAt,
      });
  }
  return found;
}

/**
 * The units of each building. The building's own id is always among them: those of its residents
 * whose unit nobody knows, and all of a building without units, are filed there.
 */
export async function readUnits(db: Reader): Promise<(buildingId: Id) => readonly Id[]> {
  const unitIdsByBuilding = new Map<Id, Id[]>();
  for (const { id, body } of await listDocuments(db, 'unit')) {
    const units = unitIdsByBuilding.get(body.buildingId) ?? [];
    unitIdsByBuilding.set(body.buildingId, [...units, id]);
  }
  return (buildingId) => [...(unitIdsByBuilding.get(buildingId) ?? []), buildingId];
}

/** What the person follows at this moment, in order: own feed, campus, then by assignment. */
export function scopesAt(
  of: { personId: Id; assignments: readonly Assignment[]; at: Instant },
  unitIdsOf: (buildingId: Id) => readonly Id[],
): Scope[] {
  const valid = of.assignments.filter((assignment) => isValidAt(assignment, of.at));
  const scopes = valid.flatMap((assignment) => scopesOfAssignment(assignment, unitIdsOf));
  return [...new Set([personScope(of.personId), CAMPUS_PUBLIC, ...scopes])];
}

/**
 * The `access` document of each account, as its assignments now give it, ready for `putDocuments`.
 * Needed after a change of assignments, accounts or units; those that the same transaction writes
 * must be stored before.
 */
export async function accessDocuments(
  db: Reader,
  accountIds: readonly Id[],
  at: Instant,
): Promise<DocumentPut[]> {
  const unitIdsOf = await readUnits(db);
  const assignments = await assignmentsOf(db, accountIds);
  const puts: DocumentPut[] = [];
  for (const chunk of chunksOf(accountIds, 500)) {
    const accounts = await db
      .selectFrom('account')
      .select(['id', 'personId', 'name'])
      .where('id', 'in', chunk)
      .execute();
    for (const { id, personId, name } of accounts) {
      const own = assignments.get(id) ?? [];
      const scopes = scopesAt({ personId, assignments: own, at }, unitIdsOf);
      const valid = own.filter((assignment) => assignment.to === null || at < assignment.to);
      const body = { id, personId, name, assignments: valid, scopes };
      puts.push({ kind: 'access', id, body, scopes: [personScope(personId)] });
    }
  }
  return puts;
}
