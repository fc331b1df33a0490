import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import type { JSX } from 'preact';
import { onStorageFailure } from '../../../store/storage-failure.ts';
import { NotSavedBanner } from '../../duty/not-saved-banner.tsx';
import { secondsLeft } from '../../duty/time-words.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import { takeBack } from './record-work.ts';

/** "Saved", with the way back for some seconds; or why it was not. */
export function JustSavedNote(): JSX.Element | null {
  const duty = useDuty();
  const saved = duty.justSaved.value;
  if (duty.notSaved.value !== null) return <NotSavedBanner why={duty.notSaved.value} />;
  if (saved === null) return null;
  const { undoSeconds } = duty.app.policy().door;
  const seconds = secondsLeft(saved.savedAtMs + undoSeconds * 1000, duty.nowMs.value);
  if (seconds <= 0 && !saved.arePhotosLost) return null;
  const takeItBack = (): void => {
    const tell = ({ why }: { why: 'full' | 'broken' }) => (duty.notSaved.value = why);
    void takeBack(duty, saved.factId, 'undo').catch(onStorageFailure(tell));
  };
  return (
    <Banner
      tone={saved.arePhotosLost ? 'waiting' : 'good'}
      icon={circleCheck}
      role="status"
      aside={
        seconds > 0 && (
          <Button icon={undo} onClick={takeItBack}>
            <Text of={t.both('undo', { seconds: Math.min(seconds, undoSeconds) })} />
          </Button>
        )
      }
    >
      <Text of={t.both(saved.arePhotosLost ? 'saved.withoutPhotos' : 'saved')} />
    </Banner>
  );
}
