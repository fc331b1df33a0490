import type { DocumentBody, DocumentKind } from '../../domain/document.ts';
import type { Id } from '../../domain/id.ts';
import type { PreconditionDetails } from '../../protocol/office-places.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { writeAudit } from './audit.ts';
import { endOutdatedCodes } from './enrolment-codes.ts';
import { setSignIn, type SignIn } from './staff-look-ups.ts';
import { getDocument, type DocumentPut } from '../database/documents.ts';
import { putWithAccess } from '../database/refresh-access.ts';
import type { Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';

/** What one change writes, and for the audit what it is called. */
export interface Change<Result> {
  puts: readonly DocumentPut[];
  /** Accounts whose rights this changes. */
  accountIds?: readonly Id[];
  /** Of office accounts that these documents create. */
  signIns?: readonly SignIn[];
  what: string;
  subject: Id | null;
  details?: Record<string, unknown>;
  result: Result;
}

/** One audited transaction of the office; phones hear of it afterwards. `plan` reads within it, and may run again. */
export async function changeDocuments<Result>(
  deps: Dependencies,
  by: Id | null,
  plan: (tx: Tx) => Promise<Change<Result>>,
): Promise<Result> {
  const at = instantOf(deps.now());
  const { heads, result } = await writeDatabase(deps.db, async (tx) => {
    const { puts, accountIds = [], signIns = [], ...rest } = await plan(tx);
    const { what, subject, details = {}, result } = rest;
    await writeAudit(tx, { at, accountId: by, what, subject, details });
    await endOutdatedCodes(tx, puts, at);
    const heads = await putWithAccess(tx, { puts, accountIds }, { accountId: by, at });
    for (const signIn of signIns) await setSignIn(tx, signIn);
    return { heads, result };
  });
  deps.pokes.announce(heads);
  return result;
}

/**
 * The document of which `version` was read. Throws `not-found`, or `precondition-failed` with both
 * sides (`yours` = the stored one with the wanted fields) where somebody was faster.
 */
export async function requireVersion<K extends DocumentKind>(
  tx: Tx,
  of: { kind: K; id: Id; version: number },
  wanted: Record<string, unknown>,
): Promise<DocumentBody<K>> {
  const stored = await getDocument(tx, of.kind, of.id);
  if (stored === null) throw new Problem('not-found');
  if (stored.version !== of.version)
    throw new Problem('precondition-failed', differenceOf(stored.version, stored.body, wanted));
  return stored.body;
}

function differenceOf(
  version: number,
  stored: object,
  wanted: Record<string, unknown>,
): PreconditionDetails {
  const theirs = { ...stored } as Record<string, unknown>;
  const yours = { ...theirs, ...wanted };
  const fields = Object.keys(yours).filter(
    (key) => canonicalJson(theirs[key] ?? null) !== canonicalJson(yours[key] ?? null),
  );
  return { version, theirs, yours, fields };
}
