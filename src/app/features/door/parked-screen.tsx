import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { knownParkReason } from '../../../protocol/park-reason.ts';
import { factOf, type JournalEntry } from '../../../store/journal-entry.ts';
import { typeSentence } from '../../shell/frame/parked-sentence.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { timeOf } from '../../duty/campus-time.ts';
import { useDuty, type DoorDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import { ParkedAnswer } from './parked-answer.tsx';
import { correctable, fieldWords, parkedOf } from './parked-answers.ts';
import { nameOf } from './subject-words.ts';
import styles from './parked-screen.module.css';

/** Everything of this person's that the server keeps apart until it is put right or taken back. */
export function ParkedScreen(): JSX.Element {
  const duty = useDuty();
  const { route } = useLocation();
  const openId = useSignal<Id | null>(null);
  const entries = parkedOf(duty);
  const open = entries.find(({ operation }) => operation.id === openId.value) ?? null;
  const close = (): void => void (openId.value = null);
  return (
    <main class={styles.screen}>
      <header class={styles.header}>
        <Button
          kind="quiet"
          icon={arrowLeft}
          label={t('parkedList.back')}
          onClick={() => route('/')}
        />
        <h1>
          <Text of={t.both('parkedList.title')} inline />
        </h1>
      </header>
      {entries.length === 0 ? (
        <EmptyState icon={circleCheck} title={<Text of={t.both('parkedList.none')} />} />
      ) : (
        <>
          <p>
            <Text of={t.both('parkedList.lead')} />
          </p>
          <ul class={styles.list}>
            {entries.map((entry) => (
              <li key={entry.operation.id}>
                <ParkedButton entry={entry} onOpen={() => (openId.value = entry.operation.id)} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Dialog open={open !== null} title={open === null ? '' : titleOf(duty, open)} onClose={close}>
        {open !== null && (
          <ParkedAnswer key={open.operation.id} id={open.operation.id} onDone={close} />
        )}
      </Dialog>
    </main>
  );
}

function ParkedButton(props: { entry: JournalEntry; onOpen: () => void }): JSX.Element {
  const { entry, onOpen } = props;
  const duty = useDuty();
  const why = entry.result?.why;
  const field = fieldWords(entry.result?.field ?? null);
  return (
    <button type="button" class={styles.row} aria-haspopup="dialog" onClick={onOpen}>
      <strong>{titleOf(duty, entry)}</strong>
      <span>{[why && t(`parked.${knownParkReason(why)}`), field].filter(Boolean).join(' · ')}</span>
    </button>
  );
}

function titleOf(duty: DoorDuty, entry: JournalEntry): string {
  const check = correctable(entry);
  const who = check === null ? typeSentence(entry.operation.type) : nameOf(duty, check.subject);
  return `${who} · ${timeOf(duty, factOf(entry).correctedAt)}`;
}
