import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';
import styles from './frame.module.css';
import { loadProgress } from './load-progress.ts';
import { useSyncState } from './sync-state.ts';

/** Until this account's rights are down: nothing can be done yet, and why. */
export function FirstLoad(): JSX.Element {
  const app = useApp();
  const { status } = useSyncState({ ...app, now: app.clock.now });
  const progress = loadProgress(app.replica);
  return (
    <div class={styles.page}>
      <h1>
        <Text of={t.both('load.title')} />
      </h1>
      <progress max={progress?.all} value={progress?.done} />
      <p>
        <Text of={t.both('load.words')} />
      </p>
      {status.lastFailure !== null && (
        <Banner
          tone="waiting"
          role="status"
          actions={
            <Button onClick={() => app.sync.wake('send-now')}>
              <Text of={t.both('load.again')} />
            </Button>
          }
        >
          <p>
            <Text of={t.both(`failure.${status.lastFailure}`)} />
          </p>
          {status.lastFailure === 'offline' && (
            <p>
              <Text of={t.both('load.noNetwork')} />
            </p>
          )}
        </Banner>
      )}
    </div>
  );
}
