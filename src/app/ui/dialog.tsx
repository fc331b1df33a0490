import x from 'lucide-static/icons/x.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from './ui-strings.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  open: boolean;
  title: ComponentChildren;
  /** Asked for by the button, by Escape, or by a tap beside the sheet. */
  onClose: () => void;
  children: ComponentChildren;
}

/** A native modal: a sheet from below on a phone, a card in the middle on a wide screen. */
export function Dialog(props: DialogProps): JSX.Element {
  const { open, title, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Before the frame that draws what it holds, not after it.
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);

  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby={titleId}
      onClose={() => open && onClose()}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {open && (
        <div class={styles.sheet}>
          <header class={styles.header}>
            <h2 id={titleId}>{title}</h2>
            <Button kind="quiet" icon={x} label={t('close')} onClick={onClose} />
          </header>
          <div class={styles.body}>{children}</div>
        </div>
      )}
    </dialog>
  );
}
