import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import settings from 'lucide-static/icons/settings.svg?raw';
import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { campusZone } from '../../campus-zone.ts';
import { later } from '../later.tsx';
import { t } from './frame-strings.ts';
import styles from './sync-header.module.css';
import { contactSentence, stateSentence } from './sync-sentences.ts';
import { useSyncState } from './sync-state.ts';
import { syncWords } from './sync-words.ts';

const ICON_OF_TONE = { good: circleCheck, waiting: smartphone, danger: circleAlert };
const SyncSheet = later(async () => (await import('./sync-sheet.tsx')).SyncSheet, 'nothing');

/** Tells the truth about every record in two lines, with settings and the lock beside it. */
export function SyncHeader(): JSX.Element {
  const app = useApp();
  const isOpen = useSignal(false);
  const { status, picture } = useSyncState({ ...app, now: app.clock.now });
  const words = syncWords(picture);
  const around = { now: picture.now, zone: campusZone(app) };

  return (
    <header class={styles.header}>
      <div class={styles.status} role="status" aria-label={t('sync.open')}>
        <button
          type="button"
          class={classes(styles.chip, styles[words.tone], status.isRunning && styles.running)}
          aria-haspopup="dialog"
          onClick={() => (isOpen.value = true)}
        >
          <Icon of={ICON_OF_TONE[words.tone]} />
          <span class={styles.lines}>
            <strong>{stateSentence(words, around)}</strong>
            <span>{contactSentence(words, around)}</span>
          </span>
        </button>
      </div>
      <a class={styles.link} href="/settings" aria-label={t('settings')}>
        <Icon of={settings} />
      </a>
      <Button kind="quiet" icon={lock} label={t('lock')} onClick={app.lock} />
      {isOpen.value && (
        <SyncSheet
          picture={picture}
          status={status}
          around={around}
          onClose={() => (isOpen.value = false)}
        />
      )}
    </header>
  );
}
