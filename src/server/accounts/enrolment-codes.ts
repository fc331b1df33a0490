import type { Id, Instant } from '../../domain/id.ts';
import type { Assignment } from '../../domain/role.ts';
import type { EnrolmentCode } from '../../protocol/office-staff.ts';
import { assignmentsOf } from '../database/access.ts';
import type { DocumentPut } from '../database/documents.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { writeAudit } from './audit.ts';
import { groupCode, hashCode, newCode } from './secrets.ts';
import { readServerSecret } from './server-secret.ts';

const HOUR_MS = 3_600_000;

/** A new code for an active account; its older unused codes end. The code is nowhere but in this answer. */
export async function issueCode(
  deps: Dependencies,
  of: { accountId: Id; by: Id },
): Promise<EnrolmentCode> {
  const code = newCode();
  const now = deps.now();
  const at = instantOf(now);
  const expiresAt = instantOf(now + deps.settings.enrolmentHours * HOUR_MS);
  const hash = hashCode(readServerSecret(deps.settings), code);
  await writeDatabase(deps.db, async (tx) => {
    await requireActive(tx, of.accountId);
    await tx
      .deleteFrom('enrolmentCode')
      .where('accountId', '=', of.accountId)
      .where('usedAt', 'is', null)
      .execute();
    await tx
      .insertInto('enrolmentCode')
      .values({
        hash,
        accountId: of.accountId,
        createdBy: of.by,
        createdAt: at,
        expiresAt,
        usedAt: null,
        redeemHash: null,
        deviceId: null,
      })
      .execute();
    await writeAudit(tx, {
      at,
      accountId: of.by,
      what: 'enrolment-code.issue',
      subject: of.accountId,
    });
  });
  return { code: groupCode(code), link: `/#enrol=${code}`, expiresAt };
}

/**
 * Ends the unused codes of everybody who gets a first post by these documents, or loses the last one: a card was for who
 * only reports, a code for the duty, and neither is a way into what its holder has become. A post of later counts
 * as one of now. Safe inside any transaction, before the documents are stored; repeatable.
 */
export async function endOutdatedCodes(
  tx: Tx,
  puts: readonly DocumentPut[],
  at: Instant,
): Promise<void> {
  const changed = puts.flatMap((put) => (put.kind === 'assignment' ? [put.body] : []));
  const accountIds = [...new Set(changed.map(({ accountId }) => accountId))];
  const before = await assignmentsOf(tx, accountIds);
  const isOnPost = (of: readonly Assignment[]): boolean =>
    of.some(({ post, to }) => post.kind !== 'self' && (to === null || to > at));
  for (const accountId of accountIds) {
    const held = before.get(accountId) ?? [];
    const next = changed.filter((one) => one.accountId === accountId);
    const kept = held.filter(({ id }) => !next.some((one) => one.id === id));
    if (isOnPost(held) === isOnPost([...kept, ...next])) continue;
    await tx
      .deleteFrom('enrolmentCode')
      .where('accountId', '=', accountId)
      .where('usedAt', 'is', null)
      .execute();
  }
}

async function requireActive(db: Reader, accountId: Id): Promise<void> {
  const account = await db
    .selectFrom('account')
    .select('isActive')
    .where('id', '=', accountId)
    .executeTakeFirst();
  if (account === undefined) throw new Problem('not-found');
  if (account.isActive !== 1) throw new Problem('conflict', { why: 'account-inactive' });
}
