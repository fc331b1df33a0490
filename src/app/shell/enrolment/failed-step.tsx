import type { JSX } from 'preact';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import { LanguageSwitch } from '../language-switch.tsx';
import { problemSentence } from '../problem/problem-sentence.ts';
import { t } from './enrolment-strings.ts';
import { isForGood, type RedeemFailure } from './redeem.ts';

export function FailedStep(props: {
  why: RedeemFailure;
  onAgain: () => void;
  onOtherCode: () => void;
}): JSX.Element {
  const isOfCode = isForGood(props.why);
  return (
    <Screen
      top={
        <>
          <span />
          <LanguageSwitch />
        </>
      }
      bottom={
        <>
          <Button kind={isOfCode ? 'primary' : 'plain'} wide onClick={props.onOtherCode}>
            <Text of={t.both(props.why === 'code-mismatch' ? 'checkCode' : 'otherCode')} />
          </Button>
          {!isOfCode && (
            <Button kind="primary" wide onClick={props.onAgain}>
              <Text of={t.both('again')} />
            </Button>
          )}
        </>
      }
    >
      <h1>
        <Text of={t.both('failed')} />
      </h1>
      <Banner tone="waiting" role="alert">
        <Text of={failureSentence(props.why)} />
      </Banner>
    </Screen>
  );
}

function failureSentence(why: RedeemFailure): Spoken {
  return why === 'offline' || why === 'not-our-server' ? t.both(why) : problemSentence(why);
}
