import { untracked } from '@preact/signals';
import { readFact } from '../../../domain/fact.ts';
import type { Id } from '../../../domain/id.ts';
import type { Session } from '../../../domain/report-session.ts';
import type { SheetRow } from '../../../domain/session-sheet.ts';
import { takenBackIn } from '../../../domain/taken-back.ts';
import { dayOf } from '../../duty/campus-time.ts';
import { measuresInRooms } from './own-places.ts';
import type { PlaceMember } from './place-members.ts';
import type { SessionDuty } from './session-duty.ts';

type IsBlind = (row: SheetRow<PlaceMember>, session: Pick<Session, 'day'>) => boolean;

/**
 * The check in the room is blind: whoever measures there reads today's values of others once their own is saved. What is
 * abnormal shows at once, for nobody should come to that room without knowing.
 */
export function blindCheckOf(duty: SessionDuty): IsBlind {
  const { app } = duty;
  const now = duty.nowInstant();
  if (!measuresInRooms(app, now)) return () => false;
  // The duty renders again when facts come.
  void duty.facts();
  void app.revision.value;
  const today = dayOf(duty, now);
  const measured = untracked(() => measuredOn(duty, today));
  return ({ member, isAbnormal }, { day }) =>
    day === today && !isAbnormal && !measured.has(member.personId);
}

function measuredOn(duty: SessionDuty, today: string): Set<Id> {
  const { app } = duty;
  const facts = app.facts();
  const gone = takenBackIn(facts);
  const own = facts.filter(
    ({ id, by, type }) => type === 'second-check' && by === app.unlocked.accountId && !gone.has(id),
  );
  return new Set(
    own
      .filter(({ correctedAt }) => dayOf(duty, correctedAt) === today)
      .flatMap((fact) => {
        const read = readFact(fact);
        return read?.type === 'second-check' ? [read.body.personId] : [];
      }),
  );
}
