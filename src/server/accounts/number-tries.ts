import type { Instant } from '../../domain/id.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Tx } from '../database/tables.ts';

/** After so many wrong tries for one number its code works no more, until a new card is made. */
export const WRONG_TRIES = 5;

/**
 * Counts a try for a number before it is known to be right, and gives how many there are with it: undone with the
 * transaction where it was not wrong. On PostgreSQL the row is held, so that guesses at once are counted one by one.
 */
export async function countNumberTry(
  tx: Tx,
  { numberHash, at }: { numberHash: string; at: Instant },
): Promise<number> {
  const { wrong } = await tx
    .insertInto('numberTry')
    .values({ numberHash, wrong: 1, triedAt: at })
    .onConflict((conflict) =>
      conflict.column('numberHash').doUpdateSet((of) => ({
        wrong: of('numberTry.wrong', '+', 1),
        triedAt: at,
      })),
    )
    .returning('wrong')
    .executeTakeFirstOrThrow();
  return wrong;
}

/** The numbers begin anew: a code of theirs was right, or they get a new one. */
export async function forgetNumberTries(tx: Tx, numberHashes: readonly string[]): Promise<void> {
  for (const chunk of chunksOf([...numberHashes].sort(), 500))
    await tx.deleteFrom('numberTry').where('numberHash', 'in', chunk).execute();
}
