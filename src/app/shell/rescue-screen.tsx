import type { JSX } from 'preact';
import { RecordingEnded } from '../../store/revocation.ts';
import { StorageFailure } from '../../store/storage-failure.ts';
import { Button } from '../ui/button.tsx';
import { Screen } from '../ui/screen.tsx';
import { Text } from '../ui/text.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { later } from './later.tsx';
import { t } from './shell-strings.ts';
import styles from './shell.module.css';

const SaveUnsent = later(
  async () => (await import('./unsent/save-unsent.tsx')).SaveUnsent,
  'nothing',
);

/** The end of every bug: says that nothing is lost, and the one thing to do. */
export function RescueScreen({ failure }: { failure: unknown }): JSX.Element {
  const why = whyOf(failure);
  return (
    <Screen
      top={
        <>
          <span />
          <LanguageSwitch />
        </>
      }
      bottom={
        <Button kind="primary" wide onClick={() => location.reload()}>
          <Text of={t.both('rescue.reload')} />
        </Button>
      }
    >
      <h1>
        <Text of={t.both('rescue.title')} />
      </h1>
      <p>
        <Text of={t.both('rescue.nothingLost')} />
      </p>
      <p>
        <Text of={t.both(why === null ? 'rescue.whatToDo' : `rescue.${why}`)} />
      </p>
      <SaveUnsent />
      <details class={styles.rescueDetails}>
        <summary>{t('rescue.details')}</summary>
        {nameOf(failure)} · {import.meta.env.APP_VERSION}
      </details>
    </Screen>
  );
}

function whyOf(failure: unknown): 'full' | 'broken' | 'revoked' | null {
  if (failure instanceof RecordingEnded) return 'revoked';
  return failure instanceof StorageFailure ? failure.why : null;
}

/** The kind of failure only: its message may quote what somebody typed. */
function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const place = /\/assets\/([\w-]+\.js:\d+:\d+)/.exec(failure.stack ?? '')?.[1] ?? '';
  return `${failure.name} ${place}`.trim();
}
