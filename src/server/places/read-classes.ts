import type { ClassList } from '../../protocol/office-places.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { byNaturalOrder } from './natural-order.ts';

/** Every class with its members of today, by college, grade and name; those without a college last. */
export async function readClasses(db: Reader): Promise<ClassList> {
  const rows = await db
    .selectFrom('classMember')
    .select(['classId', (of) => of.fn.countAll<number>().as('count')])
    .where('toAt', 'is', null)
    .groupBy('classId')
    .execute();
  const countById = new Map(rows.map(({ classId, count }) => [classId, count]));
  const classes = (await listDocuments(db, 'class')).map(({ id, body }) => ({
    class: body,
    memberCount: countById.get(id) ?? 0,
  }));
  return {
    classes: classes.sort(
      (a, b) =>
        byText(a.class.college, b.class.college) ||
        byText(a.class.grade, b.class.grade) ||
        byNaturalOrder(a.class.name, b.class.name),
    ),
  };
}

function byText(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return byNaturalOrder(a, b);
}
