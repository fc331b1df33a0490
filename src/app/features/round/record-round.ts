import type { Round, RoundEnd } from '../../../domain/round.ts';
import type { RunningRound } from '../../../domain/shift.ts';
import type { RoundDuty } from './round-duty.ts';

/** Begins a round. A new one is recorded together with the end of the one before. */
export async function startRound(
  duty: RoundDuty,
  { body, current }: { body: Round; current: RunningRound | null },
): Promise<void> {
  const { journal, unlocked: by } = duty.app;
  const begin = { by, type: 'round', body, shiftId: null } as const;
  const facts = await journal.recordAll(
    current === null ? [begin] : [begin, endOf(duty, current, 'changed')],
  );
  duty.take(facts);
}

export async function endRound(duty: RoundDuty, round: RunningRound): Promise<void> {
  duty.take(await duty.app.journal.recordAll([endOf(duty, round, 'ended')]));
}

function endOf(duty: RoundDuty, { id }: RunningRound, why: RoundEnd['why']) {
  const body: RoundEnd = { roundId: id, why };
  return { by: duty.app.unlocked, type: 'round-end', body, shiftId: id } as const;
}
