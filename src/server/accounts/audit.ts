import { v7 as uuidv7 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { Reader } from '../database/tables.ts';

export interface AuditEntry {
  at: Instant;
  /** Who; `null` where nobody was signed in. */
  accountId: Id | null;
  /** Noun and verb: `person.read-identity`. */
  what: string;
  subject: Id | null;
  /** Never a health value, a password or a code. */
  details?: Record<string, unknown>;
}

/** In the same transaction as the write it tells of. */
export async function writeAudit(db: Reader, entry: AuditEntry): Promise<void> {
  const { at, accountId, what, subject, details = {} } = entry;
  await db
    .insertInto('audit')
    .values({ id: uuidv7(), at, accountId, what, subject, details: JSON.stringify(details) })
    .execute();
}
