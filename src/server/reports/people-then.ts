import type { Id, Instant } from '../../domain/id.ts';
import type { Directory, Home } from '../../domain/person.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { inHomeOrder } from '../roster/person-index.ts';

/**
 * These people with the home and the class that they had at that moment, without whoever came into the roster later. Where it
 * was empty then, its first import has come since: that counts from ever.
 */
export async function peopleThen(
  db: Reader,
  people: readonly Directory[],
  at: Instant,
): Promise<readonly Directory[]> {
  const later = await readEnteredAfter(db, at);
  const homes = await readHomesThen(db, at);
  const classes = await readClassesThen(db, at);
  if (later.size + homes.size + classes.size === 0) return people;
  const then = people
    .filter(({ id }) => !later.has(id))
    .map((person) => {
      const [home, classId] = [homes.get(person.id), classes.get(person.id)];
      return {
        ...person,
        ...(home !== undefined && { home }),
        ...(classId !== undefined && { classId }),
      };
    });
  const isEmpty = then.every(({ home, classId }) => home === null && classId === null);
  return isEmpty ? people : inHomeOrder(then);
}

/** By the first version of their entry: whoever has no home has no stay, and their class counts from ever. */
async function readEnteredAfter(db: Reader, at: Instant): Promise<ReadonlySet<Id>> {
  const ids = new Set<Id>();
  for (const table of ['document', 'documentVersion'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('id')
      .where('kind', '=', 'directory')
      .where('version', '=', 1)
      .where('updatedAt', '>', at)
      .execute();
    for (const { id } of rows) ids.add(id);
  }
  return ids;
}

/** Of whoever has moved since; `null`: they lived nowhere then. */
async function readHomesThen(db: Reader, at: Instant): Promise<ReadonlyMap<Id, Home | null>> {
  const moved = await db
    .selectFrom('stay')
    .select(['id', 'personId', 'fromAt'])
    .where((of) => of.or([of('fromAt', '>', at), of('toAt', '>', at)]))
    .execute();
  const stays = await listDocuments(
    db,
    'stay',
    moved.filter(({ fromAt }) => fromAt <= at).map(({ id }) => id),
  );
  return new Map<Id, Home | null>([
    ...moved.map(({ personId }): [Id, null] => [personId, null]),
    ...stays.map(({ body }): [Id, Home] => [body.personId, body.home]),
  ]);
}

/** Of whoever has changed classes since; `null`: they were in none then. */
async function readClassesThen(db: Reader, at: Instant): Promise<ReadonlyMap<Id, Id | null>> {
  const changed = await db
    .selectFrom('classMember')
    .select(['personId', 'classId', 'fromAt'])
    .where((of) => of.or([of('fromAt', '>', at), of('toAt', '>', at)]))
    .execute();
  const then = changed.filter(({ fromAt }) => fromAt <= at);
  return new Map<Id, Id | null>([
    ...changed.map(({ personId }): [Id, null] => [personId, null]),
    ...then.map(({ personId, classId }): [Id, Id] => [personId, classId]),
  ]);
}
