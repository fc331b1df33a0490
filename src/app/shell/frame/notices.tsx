import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import clock from 'lucide-static/icons/clock-alert.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import type { Session } from '../../session.ts';
import { shiftOf } from '../../work.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';
import styles from './frame.module.css';
import { InstallHint } from './install-hint.tsx';
import { loadProgress } from './load-progress.ts';
import { LostNotice } from './lost-notice.tsx';
import { StorageNotice } from './storage-left.tsx';
import { useSyncState } from './sync-state.ts';
import { OfflineReady, UpdatePrompt } from './update-prompt.tsx';

/** A clock that is off by more is shown: corrections still work, but people read its times. */
const CLOCK_OFF_MINUTES = 10;

/**
 * What the person should know and can do something about; nothing while all is well. Hints wait until
 * nobody stands at the door: there the room belongs to the loop.
 */
export function Notices({ session }: { session: Session }): JSX.Element {
  const app = useApp();
  const isAtWork = app.revision.value >= 0 && shiftOf(app) !== null;
  return (
    <div class={styles.notices}>
      <LostNotice session={session} />
      <BlockedNotice />
      <ClockNotice />
      <StorageNotice />
      <RestOfLoad />
      <UpdatePrompt />
      {!isAtWork && <OfflineReady />}
      {!isAtWork && <InstallHint />}
    </div>
  );
}

/** Nothing of what is recorded from here on counts: that must not wait for a tap on the header. */
function BlockedNotice(): JSX.Element | null {
  const app = useApp();
  const { status } = useSyncState({ ...app, now: app.clock.now });
  if (status.lastFailure !== 'device-revoked') return null;
  return (
    <Banner tone="danger" icon={circleAlert} role="alert">
      <Text of={t.both('failure.device-revoked')} />
    </Banner>
  );
}

function ClockNotice(): JSX.Element | null {
  const app = useApp();
  const { status } = useSyncState({ ...app, now: app.clock.now });
  const offsetMs = status.offsetMs ?? app.journal.offsetMs() ?? 0;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  if (minutes <= CLOCK_OFF_MINUTES) return null;
  return (
    <Banner tone="waiting" icon={clock}>
      <Text of={t.both(offsetMs < 0 ? 'clock.fast' : 'clock.slow', { minutes })} />
    </Banner>
  );
}

function RestOfLoad(): JSX.Element | null {
  const app = useApp();
  const isWanted = app.revision.value >= 0 && app.access() !== null && !app.replica.isLoaded();
  const progress = isWanted ? loadProgress(app.replica) : null;
  if (progress === null) return null;
  const { done, all } = progress;
  if (done === all) return null;
  return (
    <Banner tone="plain" icon={download} role="status">
      <Text
        of={t.both('load.rest', { done: done.toLocaleString('en'), all: all.toLocaleString('en') })}
      />
    </Banner>
  );
}
