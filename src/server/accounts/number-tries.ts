import type { Instant } from '../../domain/id.ts';
import { CARD_DAYS } from '../../protocol/office-enrolment.ts';
import { chunksOf } from '../database/insert-many.ts';
import type { Db } from '../database/open.ts';
import type { Tx } from '../database/tables.ts';

/** After so many wrong tries for one number its code works no more, until a new card is made. */
export const WRONG_TRIES = 5;

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

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

/**
 * Of numbers that were last tried longer ago than any card lasts: no open code names them. Not sooner, for then the
 * lock that stays would tell whose number is waiting for its card. Gives how many went.
 */
export async function forgetOldTries(
  db: Db,
  at: Instant,
  stillMine: () => Promise<void>,
): Promise<number> {
  const before = new Date(Date.parse(at) - CARD_DAYS.most * DAY_MS).toISOString();
  let forgotten = 0;
  for (;;) {
    await stillMine();
    const old = db.selectFrom('numberTry').select('numberHash').where('triedAt', '<', before);
    const rows = await old.limit(AT_ONCE).execute();
    const hashes = rows.map(({ numberHash }) => numberHash);
    if (hashes.length > 0)
      await db
        .deleteFrom('numberTry')
        .where('numberHash', 'in', hashes)
        // Nor one that has been tried again since.
        .where('triedAt', '<', before)
        .execute();
    forgotten += hashes.length;
    if (hashes.length < AT_ONCE) return forgotten;
  }
}
