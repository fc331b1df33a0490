import check from 'lucide-static/icons/circle-check.svg?raw';
import type { JSX } from 'preact';
import { readFact } from '../../../domain/fact.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { NotSaved } from '../not-saved.tsx';
import { secondsLeft } from '../time-words.ts';
import { useSeals, type SealDuty } from './seal-duty.ts';
import { t } from './seal-strings.ts';

/** What was saved last, and how to undo it while that is still a slip. */
export function SealSaved(): JSX.Element | null {
  const duty = useSeals();
  const last = duty.undoable.value;
  const seconds = last === null ? 0 : secondsLeft(last.untilMs, duty.nowMs.value);
  const words = last === null || seconds === 0 ? null : savedWords(duty, last.fact);
  return (
    <>
      {duty.problem.value !== null && (
        <Banner tone="danger" role="alert">
          <NotSaved why={duty.problem.value} />
        </Banner>
      )}
      {duty.arePhotosLost.value && (
        <Banner tone="waiting" role="alert">
          <Text of={t.both('photosLost')} />
        </Banner>
      )}
      {words !== null && (
        <Banner
          tone="good"
          icon={check}
          role="status"
          aside={
            <Button onClick={() => void duty.undo()}>
              <Text of={t.both('undo', { seconds })} />
            </Button>
          }
        >
          <Text of={words} />
        </Banner>
      )}
    </>
  );
}

function savedWords(duty: SealDuty, fact: Fact): Spoken | null {
  const read = readFact(fact);
  if (read?.type === 'seal') return t.both('saved.seal', { number: read.body.number });
  if (read?.type !== 'seal-check') return null;
  const { sealId, state, newNumber } = read.body;
  const number = newNumber ?? duty.register().seal(sealId)?.number ?? '';
  return t.both(`saved.${state}`, { number });
}
