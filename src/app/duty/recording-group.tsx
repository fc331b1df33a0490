import type { ComponentChildren, JSX } from 'preact';
import styles from './recording-group.module.css';

/**
 * Controls that record. A tap is answered in the next frame: they fade while it is on its way to the disk, long before
 * anybody may say "saved". `isBusy`: nothing more is recorded now, whether it is kept already or not.
 */
export function RecordingGroup(props: {
  isBusy: boolean;
  isSaving: boolean;
  children: ComponentChildren;
}): JSX.Element {
  const { isBusy, isSaving, children } = props;
  return (
    <div class={styles.group} role="group" aria-disabled={isBusy} aria-busy={isSaving}>
      {children}
    </div>
  );
}
