import type { JSX } from 'preact';
import type { Session } from '../../session.ts';
import styles from './frame.module.css';
import { LostNotice } from './lost-notice.tsx';
import { UpdatePrompt } from './update-prompt.tsx';

/** What must be said before anybody unlocks. */
export function LockedNotices({ session }: { session: Session }): JSX.Element {
  return (
    <div class={styles.notices}>
      <LostNotice session={session} />
      <UpdatePrompt />
    </div>
  );
}
