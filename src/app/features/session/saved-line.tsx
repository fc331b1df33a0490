import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import type { JSX } from 'preact';
import { NotSaved } from '../../duty/not-saved.tsx';
import { secondsLeft } from '../../duty/time-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useSession } from './session-duty.ts';
import { mayUndo } from './session-records.ts';
import { t } from './session-strings.ts';

/** What the last tap has kept, with the way back for some seconds; or why it kept nothing. */
export function SavedLine(): JSX.Element | null {
  const duty = useSession();
  const saved = duty.justSaved.value;
  if (duty.notSaved.value !== null)
    return (
      <Banner tone="danger" role="alert">
        <NotSaved why={duty.notSaved.value} />
      </Banner>
    );
  const { undoSeconds } = duty.app.policy().door;
  const seconds =
    saved === null ? 0 : secondsLeft(saved.savedAtMs + undoSeconds * 1000, duty.nowMs.value);
  if (saved === null || seconds <= 0) return null;
  return (
    <Banner
      tone="good"
      icon={circleCheck}
      role="status"
      aside={
        mayUndo(saved) && (
          <Button icon={undo} onClick={() => void duty.undo()}>
            <Text of={t.both('undo', { seconds: Math.min(seconds, undoSeconds) })} />
          </Button>
        )
      }
    >
      <Text of={t.both(`saved.${saved.kind}`, { count: saved.factIds.length })} />
    </Banner>
  );
}
