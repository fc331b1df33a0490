import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { SessionWindow } from '../../domain/report-session.ts';
import { readingOf, tell, withinIts } from './demo-reports.ts';
import { signed, type Draft, type Signer } from './demo-week.ts';

/** So many of the class are still to be looked for in the session that runs. */
const LEFT = 3;
/** One was absent in the second of the sessions too. */
const ILL_BEFORE = 1;

/** A class's sessions as its head's phone would sign them: nearly all seen before, one absent through illness now, some missing. */
export function demoClassHealth(
  of: {
    signer: Signer;
    classId: Id;
    sessions: readonly SessionWindow[];
    /** Of whom no phone tells. */
    unheard: readonly Id[];
  },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  const { classId, sessions, unheard, signer } = of;
  const drafts = sessions.flatMap((session, index): Draft[] => {
    const isNow = index === sessions.length - 1;
    return (isNow ? unheard.slice(LEFT) : unheard).map((personId, nth) => {
      const isIll = nth === 0 && (isNow || index === ILL_BEFORE);
      // Of the second one nobody knows why.
      const isAbsent = isIll || (isNow && nth === 1);
      return tell('session-check', withinIts(session, nowMs, 0.7), {
        personId,
        session: { day: session.day, slot: session.slot },
        place: { kind: 'class', id: classId },
        state: isAbsent ? 'absent' : 'present',
        reading: isAbsent ? null : readingOf((362 + (nth % 6)) / 10),
        symptoms: [],
        isIllness: isIll ? true : null,
      });
    });
  });
  return drafts.map((draft) => signed(draft, signer));
}
