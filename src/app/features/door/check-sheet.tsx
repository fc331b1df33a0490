import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import type { DoorCheck } from '../../../domain/door-check.ts';
import type { DoorEntry } from '../../../domain/door-entry.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { language } from '../../strings.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { CorrectForm } from './correct-form.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { mayMatch, mayTakeBack } from './may-correct.ts';
import { ParkedAnswer } from './parked-answer.tsx';
import { photoWords } from '../../duty/photo-words.ts';
import { reasonWords } from '../../duty/reason-words.ts';
import { recordCheck, recordVoid } from './record-check.ts';
import { nameOf } from './subject-words.ts';
import type { TodayRow } from './today-rows.ts';
import { stateWords } from './today-row.tsx';
import { VoidForm } from '../../duty/void-form.tsx';
import { whoRecorded } from '../../duty/who-recorded.ts';
import styles from './check-sheet.module.css';

type Step = 'look' | 'correct' | 'void' | 'match';

/** One check with all its versions, and what this account may do about it. */
export function CheckSheet(props: { row: TodayRow | null; onClose: () => void }): JSX.Element {
  const { row, onClose } = props;
  const step = useSignal<Step>('look');
  useEffect(() => {
    step.value = 'look';
  }, [row?.id]);
  return (
    <Dialog open={row !== null} title={row?.name ?? ''} onClose={onClose}>
      {row !== null && (
        <SheetStep
          row={row}
          step={step.value}
          onStep={(next) => (step.value = next)}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

function SheetStep(props: {
  row: TodayRow;
  step: Step;
  onStep: (step: Step) => void;
  onDone: () => void;
}): JSX.Element {
  const { row, step, onStep, onDone } = props;
  const { entry } = row;
  const duty = useDuty();
  const cancel = (): void => onStep('look');
  if (entry === null || step === 'look') return <Look row={row} onStep={onStep} onDone={onDone} />;
  if (step === 'void')
    return (
      <VoidForm
        onCancel={cancel}
        onSave={async (reason) => {
          await recordVoid(duty, { id: entry.id, doorId: entry.check.doorId }, { reason });
          onDone();
        }}
      />
    );
  return (
    <CorrectForm
      check={entry.check}
      isMatch={step === 'match'}
      onCancel={cancel}
      onSave={async (check) => {
        await recordCheck(duty, { ...check, amends: entry.current.id });
        onDone();
      }}
    />
  );
}

function Look(props: {
  row: TodayRow;
  onStep: (step: Step) => void;
  onDone: () => void;
}): JSX.Element {
  const { row, onStep, onDone } = props;
  const duty = useDuty();
  const { entry } = row;
  const isOpen = entry !== null && !entry.isVoided;
  return (
    <>
      <p>
        {timeOf(duty, row.at)} · <CheckWords check={row.check} /> · {row.room}
      </p>
      <p class={styles.soft}>
        {stateWords(duty, row.state)}
        {entry !== null &&
          ` · ${t('today.by', { who: whoRecorded(duty, entry.current.by, language.value) })}`}
      </p>
      <Photos check={row.check} />
      {entry !== null && <Versions entry={entry} />}
      {entry === null && <ParkedAnswer id={row.id} onDone={onDone} />}
      {isOpen && mayTakeBack(duty, entry) && (
        <div class={styles.actions}>
          <Button kind="primary" onClick={() => onStep('correct')}>
            <Text of={t.both('today.correct')} />
          </Button>
          <Button kind="danger" onClick={() => onStep('void')}>
            <Text of={t.both('today.void')} />
          </Button>
        </div>
      )}
      {isOpen && row.check.subject.kind === 'unknown' && mayMatch(duty, entry) && (
        <Button wide onClick={() => onStep('match')}>
          <Text of={t.both('unknown.matchTitle')} />
        </Button>
      )}
    </>
  );
}

function Photos({ check }: { check: DoorCheck }): JSX.Element | null {
  const duty = useDuty();
  const { journal, sync } = duty.app;
  const { photos = [] } = check;
  if (photos.length === 0) return null;
  return (
    <>
      <p class={styles.soft}>{photoWords(duty, check)}</p>
      <PhotoList
        shas={photos.map(({ sha }) => sha)}
        read={async (sha) => (await journal.readAttachment(sha)) ?? sync.readAttachment(sha)}
        large
      />
    </>
  );
}

function Versions({ entry }: { entry: DoorEntry }): JSX.Element | null {
  const duty = useDuty();
  const earlier = entry.versions.filter(({ fact }) => fact.id !== entry.current.id);
  const takenBack = entry.versions.flatMap((version) => version.takenBack);
  if (earlier.length === 0 && takenBack.length === 0) return null;
  return (
    <ul class={styles.versions} aria-label={t('today.versions')}>
      {earlier.map(({ fact, check }) => (
        <li key={fact.id}>
          {timeOf(duty, fact.correctedAt)} · {nameOf(duty, check.subject)} ·{' '}
          <s>
            <CheckWords check={check} />
          </s>
        </li>
      ))}
      {takenBack.map(({ fact, reason }) => (
        <li key={fact.id}>
          {timeOf(duty, fact.correctedAt)} · {t('today.voided', { reason: reasonWords(reason) })}
        </li>
      ))}
    </ul>
  );
}

function CheckWords({ check }: { check: DoorCheck }): JSX.Element {
  const { reading } = check;
  const direction = t(`direction.${check.direction}`);
  if (reading === null)
    return (
      <>
        {direction} · {t('today.noReading')}
      </>
    );
  const raw = { raw: reading.rawValue.toFixed(1), unit: reading.rawUnit };
  return (
    <>
      {t('verdict.line', {
        tempC: reading.tempC.toFixed(1),
        site: t(`site.${reading.site}`),
        direction,
      })}
      {reading.rawUnit === 'F' && ` (${t('verdict.raw', raw)})`}
    </>
  );
}
