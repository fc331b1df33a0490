import deleteIcon from 'lucide-static/icons/delete.svg?raw';
import type { ComponentChildren, JSX } from 'preact';
import { t } from './ui-strings.ts';
import { Icon } from './icon.tsx';
import styles from './keypad.module.css';
import { usePress } from './press.ts';

export interface KeypadProps {
  onDigit: (digit: string) => void;
  onDelete: () => void;
  /** With it, a wide key closes the pad. */
  done?: { label: ComponentChildren; onPress: () => void; disabled?: boolean };
  /** The key at the lower left: a point, "not now", … */
  extra?: { label: ComponentChildren; onPress: () => void };
  disabled?: boolean;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Twelve keys for one thumb. A key answers when it is touched, not when it is let go. */
export function Keypad(props: KeypadProps): JSX.Element {
  const { onDigit, onDelete, done, extra, disabled = false } = props;
  return (
    <div class={styles.keypad} role="group" aria-label={t('keypad')}>
      {DIGITS.map((digit) => (
        <Key key={digit} disabled={disabled} onPress={() => onDigit(digit)}>
          {digit}
        </Key>
      ))}
      {extra ? (
        <Key look="soft" disabled={disabled} onPress={extra.onPress}>
          {extra.label}
        </Key>
      ) : (
        <span />
      )}
      <Key disabled={disabled} onPress={() => onDigit('0')}>
        0
      </Key>
      <Key look="soft" label={t('deleteDigit')} disabled={disabled} onPress={onDelete}>
        <Icon of={deleteIcon} size="l" />
      </Key>
      {done && (
        <Key look="done" disabled={disabled || done.disabled === true} onPress={done.onPress}>
          {done.label}
        </Key>
      )}
    </div>
  );
}

interface KeyProps {
  look?: 'soft' | 'done';
  label?: string;
  disabled: boolean;
  onPress: () => void;
  children: ComponentChildren;
}

function Key({ look, label, disabled, onPress, children }: KeyProps): JSX.Element {
  return (
    <button
      type="button"
      class={look === undefined ? styles.key : `${styles.key} ${styles[look]}`}
      aria-label={label}
      disabled={disabled}
      {...usePress(onPress)}
    >
      {children}
    </button>
  );
}
