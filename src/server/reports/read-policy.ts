import { addDays } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, retentionOf } from '../../domain/default-policy.ts';
import type { Day, Instant } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { daysWithPeople } from '../../domain/retention-class.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** The one that is in force. */
export async function readPolicy(db: Reader): Promise<PolicyPack> {
  const [pack] = await listDocuments(db, 'policy');
  return pack?.body ?? DEFAULT_POLICY;
}

/** Where on that day begins what the phones' feeds still give of people: a list of the office that reads from there knows as much. */
export const phonesReadFrom = (day: Day, policy: PolicyPack): Instant =>
  `${addDays(day, -daysWithPeople(retentionOf(policy)))}T00:00:00.000Z`;
