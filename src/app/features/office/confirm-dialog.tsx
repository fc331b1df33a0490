import type { ComponentChildren, JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Doing } from './loaded.ts';
import { t } from './office-strings.ts';
import { ProblemNote } from './problem-note.tsx';
import styles from './office.module.css';

/** Asks once more before what cannot be taken back; the button says what it does. */
export function ConfirmDialog(props: {
  open: boolean;
  title: string;
  action: string;
  doing: Doing;
  onConfirm: () => void;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const { open, title, action, doing, onConfirm, onClose } = props;
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      {props.children}
      <ProblemNote of={doing.problem} />
      <div class={styles.row}>
        <Button kind="danger" disabled={doing.isBusy} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </Dialog>
  );
}
