import type { Day, Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { listDocuments } from '../database/documents.ts';
import { SELF_POST } from '../accounts/posts.ts';
import type { Reader } from '../database/tables.ts';

/**
 * Who of these people reports their health or should: who lives here, every student who has not left the school, and
 * the staff (foreign teachers among them) who have been given a way to report. Whoever only teaches a class is not asked.
 */
export async function reportersAmong(
  db: Reader,
  people: readonly Directory[],
  { day, at }: { day: Day; at: Instant },
): Promise<Directory[]> {
  const elsewhere = people.filter(({ home, kind }) => home === null && kind === 'student');
  const students = elsewhere.map(({ id }) => id);
  const identities = await listDocuments(db, 'identity', students);
  const left = new Set(
    identities
      .filter(({ body: { leftOn } }) => leftOn !== null && leftOn <= day)
      .map(({ id }) => id),
  );
  const staff = await readReportingStaff(db, at);
  return people.filter(
    ({ id, home, kind }) => home !== null || (kind === 'student' ? !left.has(id) : staff.has(id)),
  );
}

/** Who has health of their own to report without being a student. */
async function readReportingStaff(db: Reader, at: Instant): Promise<ReadonlySet<Id>> {
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('account', 'account.id', 'assignment.accountId')
    .select('account.personId')
    .where('account.isActive', '=', 1)
    .where('assignment.role', '=', 'teacher')
    .where('assignment.post', '=', SELF_POST)
    .where('assignment.fromAt', '<=', at)
    .where((of) => of.or([of('assignment.toAt', 'is', null), of('assignment.toAt', '>', at)]))
    .execute();
  return new Set(rows.map(({ personId }) => personId));
}
