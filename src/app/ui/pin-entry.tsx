import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { classes } from './classes.ts';
import { Keypad } from './keypad.tsx';
import { t } from './ui-strings.ts';
import styles from './pin-entry.module.css';

const PIN_LENGTH = 6;

export interface PinEntryProps {
  /** Called with the last digit; the dots stay full until it resolves, then they are empty again. */
  onComplete: (pin: string) => Promise<void> | void;
  disabled?: boolean;
  /** Shakes the dots whenever it grows. */
  refusals?: number;
}

/** Six dots and a pad; the keys of a keyboard work as well. Digits are never shown. */
export function PinEntry(props: PinEntryProps): JSX.Element {
  const { onComplete, disabled = false, refusals = 0 } = props;
  const typed = useSignal('');
  const isAsking = useSignal(false);
  const isStopped = disabled || isAsking.value;

  function typeDigit(digit: string): void {
    if (isStopped || typed.value.length >= PIN_LENGTH) return;
    typed.value += digit;
    if (typed.value.length === PIN_LENGTH) void ask(typed.value);
  }
  function deleteDigit(): void {
    if (!isStopped) typed.value = typed.value.slice(0, -1);
  }
  async function ask(pin: string): Promise<void> {
    isAsking.value = true;
    try {
      await onComplete(pin);
    } finally {
      typed.value = '';
      isAsking.value = false;
    }
  }
  useDigitKeys(typeDigit, deleteDigit);

  return (
    <div class={styles.entry}>
      <div
        key={refusals}
        class={classes(
          styles.dots,
          refusals > 0 && styles.refused,
          isAsking.value && styles.asking,
        )}
        role="img"
        aria-label={t('digitsTyped', { typed: typed.value.length, of: PIN_LENGTH })}
      >
        {Array.from({ length: PIN_LENGTH }, (_, at) => (
          <span key={at} class={classes(styles.dot, at < typed.value.length && styles.full)} />
        ))}
      </div>
      <Keypad onDigit={typeDigit} onDelete={deleteDigit} disabled={isStopped} />
    </div>
  );
}

function useDigitKeys(typeDigit: (digit: string) => void, deleteDigit: () => void): void {
  const latest = useRef({ typeDigit, deleteDigit });
  latest.current = { typeDigit, deleteDigit };

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) latest.current.typeDigit(event.key);
      if (event.key === 'Backspace') latest.current.deleteDigit();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
