import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** The one that is in force. */
export async function readPolicy(db: Reader): Promise<PolicyPack> {
  const [pack] = await listDocuments(db, 'policy');
  return pack?.body ?? DEFAULT_POLICY;
}
