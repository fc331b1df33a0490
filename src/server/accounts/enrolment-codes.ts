import type { Id } from '../../domain/id.ts';
import type { EnrolmentCode } from '../../protocol/office-staff.ts';
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

/** A card was for who only reports. Safe inside any transaction; repeatable. */
export async function endCards(tx: Tx, accountId: Id): Promise<void> {
  await tx
    .deleteFrom('enrolmentCode')
    .where('accountId', '=', accountId)
    .where('usedAt', 'is', null)
    .where('numberHash', 'is not', null)
    .execute();
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
