import undo from 'lucide-static/icons/undo-2.svg?raw';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { NotSaved } from '../../duty/not-saved.tsx';
import type { OutcomeKind } from '../../duty/outcome-kind.ts';
import { secondsLeft } from '../../duty/time-words.ts';
import { Banner, type BannerProps } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { readingsOf } from './person-readings.ts';
import { useRound } from './round-duty.ts';
import { roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import { useVisits } from './visits.ts';

/** A fever is saved too, and nobody should take that for good news. */
const TONES: Record<OutcomeKind, BannerProps['tone']> = {
  normal: 'good',
  cleared: 'good',
  left: 'good',
  'too-low': 'waiting',
  unsettled: 'waiting',
  high: 'danger',
  confirmed: 'danger',
};

/** What the last tap has kept, and how to take it back for some seconds; or why it kept nothing. */
export function UndoLine(): JSX.Element | null {
  const duty = useRound();
  const { nowMs, app } = duty;
  const { route } = useLocation();
  const visits = useVisits();
  const { undoSeconds } = app.policy().door;
  const problem = visits.problem.value;
  if (problem !== null)
    return (
      <Banner tone="danger" role="alert">
        <NotSaved why={problem} />
      </Banner>
    );
  const last = visits.undoable.value;
  const seconds = last === null ? 0 : secondsLeft(last.savedAtMs + undoSeconds * 1000, nowMs.value);
  if (last === null || seconds <= 0) return null;

  async function takeBack(roomId: string): Promise<void> {
    await visits.undo();
    route(roomPath(roomId));
  }
  const { kind, name, count, away } = last;
  const tempC = last.measured?.tempC.toFixed(1) ?? '';
  const verdict = last.measured === null ? null : readingsOf(duty, last.measured.personId).kind;
  const isOdd = verdict !== null && TONES[verdict] !== 'good';
  return (
    <Banner
      tone={verdict === null ? 'good' : TONES[verdict]}
      role="status"
      aside={
        <Button icon={undo} onClick={() => void takeBack(last.roomId)}>
          <Text of={t.both('undo.button', { seconds: Math.min(seconds, undoSeconds) })} />
        </Button>
      }
    >
      {isOdd && verdict !== 'left' && (
        <strong>
          <Text of={t.both(`verdict.${verdict}`)} inline />
          <br />
        </strong>
      )}
      <Text of={t.both(`saved.${kind}`, { name, count, away, present: count - away, tempC })} />
    </Banner>
  );
}
