import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import { problemSentence } from '../../shell/problem/problem-sentence.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import type { OfficeProblem } from './call.ts';
import { conflictSentence } from './conflict-sentence.ts';
import { t } from './office-strings.ts';

/** What went wrong and what to do, in the words of the screen. */
export function ProblemNote(props: {
  of: OfficeProblem | null;
  actions?: ComponentChildren;
}): JSX.Element | null {
  if (props.of === null) return null;
  return (
    <Banner tone="danger" role="alert" icon={circleAlert} actions={props.actions}>
      <p>
        <Text of={sentenceOf(props.of)} />
      </p>
    </Banner>
  );
}

function sentenceOf({ code, details }: OfficeProblem): Spoken {
  if (code === 'offline') return t.both('problem.offline');
  if (code === 'not-our-server') return t.both('problem.notOurServer');
  return (code === 'conflict' ? conflictSentence(details) : null) ?? problemSentence(code);
}
