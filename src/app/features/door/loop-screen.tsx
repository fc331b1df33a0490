import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { Announcement } from './announcement.tsx';
import { useDuty } from './door-duty.ts';
import { DoubleWarning } from './double-warning.tsx';
import { FindPerson } from './find-person.tsx';
import type { Loop } from './loop.ts';
import { Measure } from './measure.tsx';
import { NewcomerButtons } from './newcomer-buttons.tsx';
import { subjectOf } from './people-finder.ts';
import { PersonStrip } from './person-strip.tsx';
import { Ready } from './ready.tsx';
import { RestingTray } from './resting-tray.tsx';
import { ShiftBar } from './shift-bar.tsx';
import type { Standing } from './standing.ts';
import { nameOf } from './subject-words.ts';
import { VerdictLine, VerdictPanel } from './verdict-panel.tsx';
import { later } from '../../shell/later.tsx';
import styles from './loop-screen.module.css';

const PersonCard = later(async () => (await import('./person-card.tsx')).PersonCard, 'nothing');

const RESULTS_SHOWN = 10;

/** Find the person, three digits, done, next: one screen, one thumb. */
export function LoopScreen({ loop }: { loop: Loop }): JSX.Element {
  const cardOf = useSignal<Id | null>(null);
  const standing = loop.standing.value;
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    page.current?.parentElement?.scrollIntoView({ block: 'start' });
  }, [standing?.subject]);
  return (
    <main class={styles.loop} ref={page}>
      {standing === null ? (
        <>
          <ShiftBar loop={loop} />
          <FindStep loop={loop} />
        </>
      ) : (
        <MeasureStep loop={loop} standing={standing} onCard={(id) => (cardOf.value = id)} />
      )}
      <Announcement outcome={loop.outcome.value} />
      {cardOf.value !== null && (
        <PersonCard personId={cardOf.value} onClose={() => (cardOf.value = null)} />
      )}
    </main>
  );
}

function FindStep({ loop }: { loop: Loop }): JSX.Element {
  const { people } = useDuty();
  const results = useComputed(() => people.find(loop.draft.value.query, RESULTS_SHOWN));
  const { query, board } = loop.draft.value;
  return (
    <FindPerson
      query={query}
      board={board}
      results={results.value}
      onQuery={(next) => loop.change({ query: next })}
      onBoard={(next) => loop.change({ board: next })}
      onPick={(found) => loop.pick(subjectOf(found))}
      newcomers={<NewcomerButtons loop={loop} />}
    >
      <>
        <LastVerdict loop={loop} />
        <RestingTray onMeasure={loop.pick} />
        {loop.outcome.value === null && <Ready />}
        <NewcomerButtons loop={loop} />
      </>
    </FindPerson>
  );
}

function MeasureStep(props: {
  loop: Loop;
  standing: Standing;
  onCard: (personId: Id) => void;
}): JSX.Element {
  const { loop, standing, onCard } = props;
  const duty = useDuty();
  const { typed, isRepeatAccepted } = loop.draft.value;
  return (
    <Measure
      name={nameOf(duty, standing.subject)}
      digits={typed}
      unit={standing.unit}
      problem={loop.problem.value}
      onDigits={loop.type}
      onDone={() => void loop.done()}
      onLeave={loop.leave}
    >
      <div class={styles.about}>
        <PersonStrip
          standing={standing}
          isAnswered={loop.outcome.value !== null || standing.double !== null}
          onFlip={loop.flip}
          onSite={(site) => loop.change({ site })}
          onCard={onCard}
        />
        {loop.outcome.value !== null && (
          <VerdictLine outcome={loop.outcome.value} onUndo={() => void loop.undo()} />
        )}
        {standing.double !== null && (
          <DoubleWarning
            double={standing.double}
            isAccepted={isRepeatAccepted}
            onAgain={() => loop.change({ isRepeatAccepted: true })}
            onSkip={loop.leave}
          />
        )}
      </div>
    </Measure>
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
