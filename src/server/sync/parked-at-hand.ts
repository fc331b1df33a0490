import type { Id } from '../../domain/id.ts';
import type { ReadBody } from '../../domain/fact.ts';
import { idChunks } from '../database/insert-many.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { ConcurrentChange } from '../database/transaction.ts';
import type { OpRow } from './stored-facts.ts';

/** What is needed of a parked operation to judge who may take it back. */
export type ParkedOperation = Pick<OpRow, 'id' | 'accountId'>;

/** The parked operations that these voids name, by the id under which they came; the push adds its own. */
export async function readParkedAtHand(
  db: Reader,
  bodies: readonly ReadBody[],
): Promise<Map<Id, ParkedOperation>> {
  const voided = bodies.flatMap((read) => (read.type === 'void' ? [read.body.voids] : []));
  const parked = new Map<Id, ParkedOperation>();
  for (const ids of idChunks(voided)) {
    const rows = await db
      .selectFrom('opLog')
      .select(['id', 'sentId', 'accountId'])
      .where('sentId', 'in', ids)
      .where('outcome', '=', 'parked')
      // Under its own id lies another operation, and that is the one which a void names.
      .where('why', '!=', 'id-reuse')
      .execute();
    for (const { sentId, ...row } of rows) parked.set(sentId, row);
  }
  return parked;
}

/** A parked operation, and the void by which its author has taken it back. */
export interface Answer {
  parkedId: Id;
  voidId: Id;
}

/** From now on it is judged no more. Throws `ConcurrentChange` where one has come to count meanwhile. */
export async function noteAnswers(tx: Tx, answers: readonly Answer[]): Promise<void> {
  for (const { parkedId, voidId } of answers) {
    const noted = await tx
      .updateTable('opLog')
      .set((of) => ({ answeredBy: of.fn.coalesce('answeredBy', of.val(voidId)) }))
      .where('id', '=', parkedId)
      .where('outcome', '=', 'parked')
      .executeTakeFirst();
    if (noted.numUpdatedRows !== 1n) throw new ConcurrentChange();
  }
}
