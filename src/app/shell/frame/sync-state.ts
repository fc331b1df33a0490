import { useEffect, useState } from 'preact/hooks';
import type { Journal } from '../../../store/journal.ts';
import type { Sync, SyncStatus } from '../../../sync/sync.ts';
import type { SyncPicture } from './sync-words.ts';

export interface SyncState {
  status: SyncStatus;
  picture: SyncPicture;
}

const LOOK_EVERY_MS = 10_000;

/** Follows journal and sync, and looks again now and then: ages grow without any change. */
export function useSyncState(parts: {
  journal: Journal;
  sync: Sync;
  now: () => number;
}): SyncState {
  const { journal, sync, now } = parts;
  const [state, setState] = useState(() => readState(parts));

  useEffect(() => {
    const look = (): void => setState(readState({ journal, sync, now }));
    const stops = [journal.subscribe(look), sync.subscribe(look)];
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [journal, sync]);

  return state;
}

function readState(parts: { journal: Journal; sync: Sync; now: () => number }): SyncState {
  const status = parts.sync.status();
  const { pending, photos, oldestPendingAt, parked } = parts.journal.counts();
  const picture: SyncPicture = {
    pending,
    photos,
    parked,
    oldestPendingAt: msOf(oldestPendingAt),
    lastReceivedAt: msOf(status.lastReceivedAt ?? parts.journal.lastReceivedAt()),
    lastContactAt: msOf(status.lastContactAt),
    lastFailure: status.lastFailure,
    now: parts.now(),
  };
  return { status, picture };
}

const msOf = (at: string | null): number | null => (at === null ? null : Date.parse(at));
