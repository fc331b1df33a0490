import { v5 as uuidv5 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import { classScope, unitScope, type Scope } from '../../domain/scope.ts';
import { listDocuments, type DocumentPut } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';
import { quarterOf } from '../quarter-hour.ts';
import type { DeviceRow } from './authenticate.ts';

export const contactMarkId = (personId: Id): Id => uuidv5('contact', personId);

/**
 * For those who look for missing reports: when a phone of these people was last heard. Only at the first contact
 * in each quarter of an hour, which the device's row tells without a look at the marks.
 */
export async function contactMarks(
  db: Reader,
  { id: deviceId, lastContactAt }: Pick<DeviceRow, 'id' | 'lastContactAt'>,
  at: Instant,
): Promise<DocumentPut[]> {
  if (!isFirstOfQuarter(lastContactAt, at)) return [];
  const bound = await db
    .selectFrom('deviceAccount')
    .innerJoin('account', 'account.id', 'deviceAccount.accountId')
    .select('account.personId')
    .where('deviceAccount.deviceId', '=', deviceId)
    .where('deviceAccount.unboundAt', 'is', null)
    .execute();
  const personIds = [...new Set(bound.map(({ personId }) => personId))];
  const people = await listDocuments(db, 'directory', personIds);
  return people.flatMap(({ id: personId, body }): DocumentPut[] => {
    const scopes = scopesOfMember(body);
    if (scopes.length === 0) return [];
    return [
      {
        kind: 'mark',
        id: contactMarkId(personId),
        body: { about: 'contact', personId, heardAt: at },
        scopes,
      },
    ];
  });
}

/** Whether this contact is the first in its quarter of an hour. */
const isFirstOfQuarter = (lastContactAt: Instant | null, at: Instant): boolean =>
  lastContactAt === null || quarterOf(lastContactAt) !== quarterOf(at);

function scopesOfMember({ home, classId }: Directory): Scope[] {
  return [
    ...(home === null ? [] : [unitScope(home.unitId ?? home.buildingId, 'health')]),
    ...(classId === null ? [] : [classScope(classId)]),
  ];
}
