import type { JSX } from 'preact';
import type { JournalEntry } from '../../../store/journal.ts';
import type { SyncStatus } from '../../../sync/sync.ts';
import { clockTime } from '../../clock-time.ts';
import { useApp } from '../../context.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Text } from '../../ui/text.tsx';
import { later } from '../later.tsx';
import { t } from './notice-strings.ts';
import { parkedSentence, typeSentence } from './parked-sentence.ts';
import { StorageFacts } from './storage-left.tsx';
import type { Around } from './sync-sentences.ts';
import styles from './sync-sheet.module.css';
import type { SyncPicture } from './sync-words.ts';

const SaveUnsent = later(
  async () => (await import('../unsent/save-unsent.tsx')).SaveUnsent,
  'nothing',
);

const ProofSection = later(
  async () => (await import('./proof-section.tsx')).ProofSection,
  'nothing',
);

export interface SyncSheetProps {
  picture: SyncPicture;
  status: SyncStatus;
  around: Around;
  onClose: () => void;
}

/** Everything the two lines of the header leave out. */
export function SyncSheet(props: SyncSheetProps): JSX.Element {
  const { picture, status, around, onClose } = props;
  const app = useApp();
  const parked = app.journal
    .entries()
    .filter(({ state, isAnswered }) => state === 'parked' && !isAnswered);
  const time = (at: number | null): string =>
    at === null ? t('sync.never') : clockTime(at, around);

  return (
    <Dialog open title={<Text of={t.both('sync.title')} />} onClose={onClose}>
      {status.lastFailure !== null && (
        <Banner tone={picture.pending > 0 ? 'waiting' : 'plain'}>
          <Text of={t.both(`failure.${status.lastFailure}`)} />
        </Banner>
      )}
      <dl class={styles.facts}>
        <dt>{t('sync.onPhone')}</dt>
        <dd>{picture.pending}</dd>
        {picture.photos > 0 && (
          <>
            <dt>{t('sync.photos')}</dt>
            <dd>{picture.photos}</dd>
          </>
        )}
        {picture.oldestPendingAt !== null && (
          <>
            <dt>{t('sync.oldest')}</dt>
            <dd>{time(picture.oldestPendingAt)}</dd>
          </>
        )}
        <dt>{t('sync.received')}</dt>
        <dd>{time(picture.lastReceivedAt)}</dd>
        <dt>{t('sync.contact')}</dt>
        <dd>{time(picture.lastContactAt)}</dd>
        <StorageFacts />
      </dl>
      <Button
        kind="primary"
        wide
        disabled={status.isRunning}
        onClick={() => app.sync.wake('send-now')}
      >
        <Text of={t.both(status.isRunning ? 'sync.sending' : 'sync.sendNow')} />
      </Button>
      {picture.pending > 0 && <SaveUnsent />}
      <ProofSection around={around} isRunning={status.isRunning} />
      {parked.length > 0 && <ParkedList entries={parked} around={around} onClose={onClose} />}
    </Dialog>
  );
}

function ParkedList(props: {
  entries: JournalEntry[];
  around: Around;
  onClose: () => void;
}): JSX.Element {
  return (
    <section class={styles.parked}>
      <h3>{t('sync.setAside')}</h3>
      <p>{t('sync.setAsideWords')}</p>
      <a class={styles.answer} href="/parked" onClick={props.onClose}>
        {t('sync.answer')}
      </a>
      <ul>
        {props.entries.map(({ operation, result }) => (
          <li key={operation.id}>
            <strong>
              {t('recordedAt', {
                type: typeSentence(operation.type),
                time: clockTime(Date.parse(operation.at), props.around),
              })}
            </strong>
            <span>{parkedSentence(result)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
