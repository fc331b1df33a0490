import type { Id } from '../../domain/id.ts';
import { numbersOf } from '../../domain/session-state.ts';
import type { CollegeReturnRequest } from '../../protocol/office-rollup.ts';
import { writeAudit } from '../accounts/audit.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { isRecorded, refusal } from '../door-log/change-check.ts';
import { openDesk, recordAtDesk } from '../door-log/office-desk.ts';
import { Problem } from '../problem.ts';
import type { PersonIndexCache } from '../roster/person-index.ts';
import { readSessionRolls } from './read-rolls.ts';

/**
 * From the office's desk, one audited transaction. Throws `not-found` for a college without people, `conflict` where
 * the numbers are no longer those that were looked at.
 */
export async function handInCollege(
  deps: Dependencies,
  people: PersonIndexCache,
  { by, request }: { by: Id; request: CollegeReturnRequest },
): Promise<void> {
  const { factId, college, day, slot, isZero, ...numbers } = request;
  const at = instantOf(deps.now());
  const { groups } = await readSessionRolls(deps, people, { day, slot, by: 'class' });
  const heads = await writeDatabase(deps.db, async (tx) => {
    await openDesk(tx, at);
    if (await isRecorded(tx, { by, entryId: null, factId })) return new Map();
    const group = groups.find(({ id }) => id === college);
    if (group === undefined) throw new Problem('not-found');
    const now = numbersOf(group.counts);
    const isSame = (Object.keys(now) as (keyof typeof now)[]).every(
      (key) => now[key] === numbers[key],
    );
    if (!isSame) throw new Problem('conflict', { why: 'numbers-changed' });
    const { result, heads: stamped } = await recordAtDesk(tx, deps, {
      id: factId,
      accountId: by,
      type: 'session-return',
      body: { place: { kind: 'college', id: college }, session: { day, slot }, ...numbers, isZero },
    });
    if (result.outcome === 'parked') throw refusal(result);
    const details = { factId, day, slot, ...numbers, isZero };
    await writeAudit(tx, {
      at,
      accountId: by,
      what: 'session.college-return',
      subject: college,
      details,
    });
    return stamped;
  });
  deps.pokes.announce(heads);
}
