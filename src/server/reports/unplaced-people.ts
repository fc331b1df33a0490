import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/**
 * How many of these people, who are on no roll, report their health or should: who lives here, every student who has
 * not left the school, and the staff (foreign teachers among them) who have been given a way to report.
 */
export async function countUnplaced(
  db: Reader,
  people: readonly Directory[],
  { day, at }: { day: Day; at: Instant },
): Promise<number> {
  const elsewhere = people.filter(({ home }) => home === null);
  const students = elsewhere.filter(({ kind }) => kind === 'student').map(({ id }) => id);
  const identities = await listDocuments(db, 'identity', students);
  const left = identities.filter(({ body: { leftOn } }) => leftOn !== null && leftOn <= day);
  const reporters = await readReportingStaff(db, at);
  const staff = elsewhere.filter(({ id, kind }) => kind === 'staff' && reporters.has(id));
  return people.length - elsewhere.length + students.length - left.length + staff.length;
}

/** Who has health of their own to report without being a student. */
async function readReportingStaff(db: Reader, at: Instant): Promise<ReadonlySet<Id>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('account', 'account.id', 'assignment.accountId')
    .select('account.personId')
    .where('account.isActive', '=', 1)
    .where('assignment.role', '=', 'teacher')
    .where('assignment.fromAt', '<=', at)
    .where((of) => of.or([of('assignment.toAt', 'is', null), of('assignment.toAt', '>', at)]))
    .execute();
  return new Set(rows.map(({ personId }) => personId));
}
