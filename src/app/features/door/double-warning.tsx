import copy from 'lucide-static/icons/copy-check.svg?raw';
import type { JSX } from 'preact';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { t } from './door-strings.ts';
import type { Standing } from './standing.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';

/** Stops the same person from being logged twice, unless the warden says so. */
export function DoubleWarning(props: {
  double: NonNullable<Standing['double']>;
  isAccepted: boolean;
  onAgain: () => void;
  onSkip: () => void;
}): JSX.Element {
  const { double, isAccepted, onAgain, onSkip } = props;
  const duty = useDuty();
  const seconds = Math.max(0, Math.round(double.secondsAgo));
  const buttons = (
    <>
      <Button kind="primary" onClick={onSkip}>
        <Text of={t.both('double.skip')} />
      </Button>
      <Button onClick={onAgain}>
        <Text of={t.both('double.again')} />
      </Button>
    </>
  );
  return (
    <Banner tone="waiting" icon={copy} role="alert" actions={isAccepted ? undefined : buttons}>
      <Text
        of={bothOf(
          'double.now',
          (language) => ({
            seconds,
            who: whoRecorded(duty, double.by, language),
          }),
          t,
        )}
      />
    </Banner>
  );
}
