import type { DocumentBody, DocumentKind } from '../../domain/document.ts';
import type { Instant } from '../../domain/id.ts';
import { chunksOf, insertMany } from './insert-many.ts';
import type { Tables, Tx } from './tables.ts';

/** A person who was always in the class, as far as we know: a fact from before the import files there too. */
const ALWAYS: Instant = '1970-01-01T00:00:00.000Z';

/** Tables that answer fast what documents say. Written with the documents, so never out of step. */
export async function keepLookUps(
  tx: Tx,
  written: readonly Tables['document'][],
  at: Instant,
): Promise<void> {
  await keepStays(tx, bodiesOf(written, 'stay'));
  await keepAssignments(tx, bodiesOf(written, 'assignment'));
  await keepAccounts(tx, bodiesOf(written, 'account'));
  await keepClasses(tx, bodiesOf(written, 'directory'), at);
}

function bodiesOf<K extends DocumentKind>(
  rows: readonly Tables['document'][],
  kind: K,
): DocumentBody<K>[] {
  return rows
    .filter((row) => row.kind === kind)
    .map((row) => JSON.parse(row.body) as DocumentBody<K>);
}

async function keepStays(tx: Tx, stays: readonly DocumentBody<'stay'>[]): Promise<void> {
  const rows = stays.map(({ id, personId, home, from, to }) => ({
    id,
    personId,
    buildingId: home.buildingId,
    unitId: home.unitId,
    fromAt: from,
    toAt: to,
  }));
  await insertMany(
    tx,
    {
      table: 'stay',
      finish: (insert) =>
        insert.onConflict((conflict) =>
          conflict.column('id').doUpdateSet((of) => ({
            personId: of.ref('excluded.personId'),
            buildingId: of.ref('excluded.buildingId'),
            unitId: of.ref('excluded.unitId'),
            fromAt: of.ref('excluded.fromAt'),
            toAt: of.ref('excluded.toAt'),
          })),
        ),
    },
    rows,
  );
}

async function keepAssignments(
  tx: Tx,
  assignments: readonly DocumentBody<'assignment'>[],
): Promise<void> {
  const rows = assignments.map(({ id, accountId, role, post, from, to }) => ({
    id,
    accountId,
    role,
    post: JSON.stringify(post),
    fromAt: from,
    toAt: to,
  }));
  await insertMany(
    tx,
    {
      table: 'assignment',
      finish: (insert) =>
        insert.onConflict((conflict) =>
          conflict.column('id').doUpdateSet((of) => ({
            role: of.ref('excluded.role'),
            post: of.ref('excluded.post'),
            fromAt: of.ref('excluded.fromAt'),
            toAt: of.ref('excluded.toAt'),
          })),
        ),
    },
    rows,
  );
}

async function keepAccounts(tx: Tx, accounts: readonly DocumentBody<'account'>[]): Promise<void> {
  const rows = accounts.map(({ id, personId, name, isActive }) => ({
    id,
    personId,
    name,
    isActive: isActive ? 1 : 0,
  }));
  await insertMany(
    tx,
    {
      table: 'account',
      finish: (insert) =>
        insert.onConflict((conflict) =>
          conflict.column('id').doUpdateSet((of) => ({
            name: of.ref('excluded.name'),
            isActive: of.ref('excluded.isActive'),
          })),
        ),
    },
    rows,
  );
}

/** A class is left and entered at the moment of writing; the first one counts from ever. */
async function keepClasses(
  tx: Tx,
  people: readonly DocumentBody<'directory'>[],
  at: Instant,
): Promise<void> {
  const entered: Tables['classMember'][] = [];
  for (const chunk of chunksOf(people, 500)) {
    const ids = chunk.map((person) => person.id);
    const rows = await tx
      .selectFrom('classMember')
      .selectAll()
      .where('personId', 'in', ids)
      .execute();
    const had = new Set(rows.map((row) => row.personId));
    const open = new Map(
      rows.filter((row) => row.toAt === null).map((row) => [row.personId, row.classId]),
    );
    const left = chunk.filter(({ id, classId }) => open.has(id) && open.get(id) !== classId);
    if (left.length > 0)
      await tx
        .updateTable('classMember')
        .set({ toAt: at })
        .where(
          'personId',
          'in',
          left.map((person) => person.id),
        )
        .where('toAt', 'is', null)
        .execute();
    for (const { id: personId, classId } of chunk)
      if (classId !== null && open.get(personId) !== classId)
        entered.push({ personId, classId, fromAt: had.has(personId) ? at : ALWAYS, toAt: null });
  }
  await insertMany(tx, { table: 'classMember' }, entered);
}
