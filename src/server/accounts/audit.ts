import { v7 as uuidv7 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import { insertMany, type Into } from '../database/insert-many.ts';
import type { Reader, Tables, Tx } from '../database/tables.ts';

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
  await db.insertInto('audit').values(rowOf(entry)).execute();
}

/** The same for many writes of one transaction. */
export async function writeAudits(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  await insertMany(tx, INTO_AUDIT, entries.map(rowOf));
}

const INTO_AUDIT: Into<'audit'> = { table: 'audit' };

function rowOf({ at, accountId, what, subject, details = {} }: AuditEntry): Tables['audit'] {
  return { id: uuidv7(), at, accountId, what, subject, details: JSON.stringify(details) };
}
