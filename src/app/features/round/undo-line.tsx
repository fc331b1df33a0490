import undo from 'lucide-static/icons/undo-2.svg?raw';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { NotSaved } from '../../duty/not-saved.tsx';
import { secondsLeft } from '../../duty/time-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useRound } from './round-duty.ts';
import { roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import { useVisits } from './visits.ts';

/** What the last tap has kept, and how to take it back for some seconds; or why it kept nothing. */
export function UndoLine(): JSX.Element | null {
  const { nowMs, app } = useRound();
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
  const tempC = last.tempC?.toFixed(1) ?? '';
  return (
    <Banner
      tone="good"
      role="status"
      aside={
        <Button icon={undo} onClick={() => void takeBack(last.roomId)}>
          <Text of={t.both('undo.button', { seconds: Math.min(seconds, undoSeconds) })} />
        </Button>
      }
    >
      <Text of={t.both(`saved.${kind}`, { name, count, away, present: count - away, tempC })} />
    </Banner>
  );
}
