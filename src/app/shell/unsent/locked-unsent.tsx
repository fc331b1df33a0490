import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { JournalCounts } from '../../../store/journal-memory.ts';
import type { Session } from '../../session.ts';
import { later } from '../later.tsx';

const SaveUnsent = later(async () => (await import('./save-unsent.tsx')).SaveUnsent, 'nothing');

/** On a locked phone that has something to send: how many, and the way out for them. */
export function LockedUnsent({ session }: { session: Session }): JSX.Element | null {
  const pending = useSignal(0);
  useEffect(() => {
    let stop = (): void => {};
    let isGone = false;
    void session.work().then(({ journal }) => {
      const look = (): void => void (pending.value = unsentIn(journal.counts()));
      if (isGone) return;
      look();
      stop = journal.subscribe(look);
    });
    return () => {
      isGone = true;
      stop();
    };
  }, [session, pending]);
  return pending.value === 0 ? null : <SaveUnsent count={pending.value} />;
}

const unsentIn = ({ pending, photos }: JournalCounts): number => pending + photos;
