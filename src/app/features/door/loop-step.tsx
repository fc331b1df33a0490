import { useComputed } from '@preact/signals';
import type { ComponentProps, JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { useBackButton } from '../../ui/back-button.ts';
import { Keypad } from '../../ui/keypad.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { later } from '../../shell/later.tsx';
import { t } from './door-strings.ts';
import { FindMiddle, SearchBar, useFinding } from './find-person.tsx';
import type { Loop } from './loop.ts';
import { NewcomerButtons } from './newcomer-buttons.tsx';
import { subjectOf } from './people-finder.ts';
import { PersonStrip } from './person-strip.tsx';
import { Ready } from './ready.tsx';
import { Reading } from './reading.tsx';
import { RestingTray } from './resting-tray.tsx';
import type { Standing } from './standing.ts';
import { digitsOf, isWhole } from '../../duty/typed-temperature.ts';
import { VerdictLine, VerdictPanel } from './verdict-panel.tsx';
import styles from './loop-step.module.css';

const DoubleWarning = later(
  async () => (await import('./double-warning.tsx')).DoubleWarning,
  'nothing',
);

const RESULTS_SHOWN = 10;

/**
 * Finding, then measuring: what is said changes, the keys under the thumb are the same ones. Two pads, one made
 * and one thrown away at each check, cost more than all the rest of it.
 */
export function LoopStep({ loop, onCard }: StepProps): JSX.Element {
  const { people } = useDuty();
  const { query, board } = loop.draft.value;
  const standing = loop.standing.value;
  const results = useComputed(() => people.find(loop.draft.value.query, RESULTS_SHOWN));
  const finding = useFinding(query);
  const find = {
    query,
    board,
    finding,
    results: standing === null ? results.value : [],
    onQuery: (next: string) => loop.change({ query: next }),
    onBoard: (next: typeof board) => loop.change({ board: next }),
    onPick: (found: (typeof results.value)[number]) => loop.pick(subjectOf(found)),
  };
  const isMeasuring = standing !== null;
  useBackButton(isMeasuring, loop.leave);
  return (
    <div
      class={isMeasuring ? styles.measuring : styles.finding}
      onKeyDown={(event) => isMeasuring && event.key === 'Escape' && loop.leave()}
    >
      {!isMeasuring && <SearchBar {...find} />}
      <div class={styles.middle}>
        {isMeasuring ? (
          <About loop={loop} standing={standing} onCard={onCard} />
        ) : (
          <FindMiddle {...find} newcomers={<NewcomerButtons loop={loop} />}>
            <LastVerdict loop={loop} />
            <RestingTray onMeasure={loop.pick} />
            {loop.outcome.value === null && <Ready />}
            <NewcomerButtons loop={loop} />
          </FindMiddle>
        )}
      </div>
      {(isMeasuring || board === 'digits') && (
        <div class={styles.hand}>
          {isMeasuring && <Reading loop={loop} standing={standing} />}
          <Keypad {...(isMeasuring ? keysOfReading(loop) : keysOfSearch(loop))} />
        </div>
      )}
    </div>
  );
}

interface StepProps {
  loop: Loop;
  onCard: (personId: Id) => void;
}

type Keys = ComponentProps<typeof Keypad>;

function keysOfSearch(loop: Loop): Keys {
  const change = (next: (query: string) => string): void =>
    loop.change({ query: next(loop.draft.peek().query) });
  return {
    onDigit: (digit) => change((query) => query + digit),
    onDelete: () => change((query) => query.slice(0, -1)),
    extra: { label: '–', onPress: () => change((query) => `${query}-`) },
  };
}

function keysOfReading(loop: Loop): Keys {
  const typed = (): string => loop.draft.peek().typed;
  const isRefused = (): boolean => loop.problem.peek() !== null;
  return {
    onDigit: (digit) => loop.type(digitsOf(isRefused() ? digit : typed() + digit)),
    onDelete: () => loop.type(isRefused() ? '' : typed().slice(0, -1)),
    extra: { label: <Text of={t.both('measure.back')} />, onPress: loop.leave },
    done: {
      label: <Text of={t.both('keypad.done')} inline />,
      onPress: () => void loop.done(),
      disabled: !isWhole(loop.draft.value.typed),
    },
  };
}

/** Who stands there, and what is to be known before the reading. */
function About({ loop, standing, onCard }: StepProps & { standing: Standing }): JSX.Element {
  const outcome = loop.outcome.value;
  const { double } = standing;
  return (
    <div class={styles.about}>
      <PersonStrip
        standing={standing}
        isAnswered={outcome !== null || double !== null}
        onFlip={loop.flip}
        onSite={(site) => loop.change({ site })}
        onCard={onCard}
      />
      {outcome !== null && <VerdictLine outcome={outcome} onUndo={() => void loop.undo()} />}
      {double !== null && (
        <DoubleWarning
          double={double}
          isAccepted={loop.draft.value.isRepeatAccepted}
          onAgain={() => loop.change({ isRepeatAccepted: true })}
          onSkip={loop.leave}
        />
      )}
    </div>
  );
}

function LastVerdict({ loop }: { loop: Loop }): JSX.Element | null {
  const outcome = loop.outcome.value;
  if (outcome === null) return null;
  return (
    <VerdictPanel
      key={outcome.checkId}
      outcome={outcome}
      onUndo={() => void loop.undo()}
      onSeen={loop.setSeen}
    />
  );
}
