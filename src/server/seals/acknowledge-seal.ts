import { foldSeals } from '../../domain/seal-register.ts';
import type { Id } from '../../domain/id.ts';
import type { AcknowledgeRequest, SealDetail } from '../../protocol/office-seal.ts';
import { writeAudit } from '../accounts/audit.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { isRecorded, refusal } from '../door-log/change-check.ts';
import { openDesk, recordAtDesk } from '../door-log/office-desk.ts';
import { Problem } from '../problem.ts';
import { findFamily } from '../sync/stored-facts.ts';
import { readSeal } from './read-seals.ts';

/**
 * An incident was seen by the office: one audited transaction. The same `factId` again records nothing. Throws
 * `not-found` where the check is no incident of this seal, `conflict` where somebody has acknowledged it.
 */
export async function acknowledgeSeal(
  deps: Dependencies,
  of: { by: Id; sealId: Id; request: AcknowledgeRequest },
): Promise<SealDetail> {
  const { by, sealId, request } = of;
  const { factId, checkId, note } = request;
  const at = instantOf(deps.now());
  const heads = await writeDatabase(deps.db, async (tx) => {
    await openDesk(tx, at);
    if (await isRecorded(tx, { by, entryId: sealId, factId })) return new Map();
    const family = (await findFamily(tx, sealId)).map(({ fact }) => fact);
    const seal = foldSeals(family).seal(sealId);
    const incident = seal?.incidents.find((one) => one.checkIds.includes(checkId));
    if (incident === undefined) throw new Problem('not-found');
    if (!incident.isOpen) throw new Problem('conflict', { why: 'acknowledged' });
    const { result, heads: stamped } = await recordAtDesk(tx, deps, {
      id: factId,
      accountId: by,
      type: 'acknowledgement',
      body: { of: checkId, note },
    });
    if (result.outcome === 'parked') throw refusal(result);
    const details = { factId, checkId };
    await writeAudit(tx, { at, accountId: by, what: 'seal.acknowledge', subject: sealId, details });
    return stamped;
  });
  deps.pokes.announce(heads);
  return readSeal(deps.db, sealId);
}
