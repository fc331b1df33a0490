import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * A key that is pressed while nothing is being typed goes into this field: a desktop's keyboard works
 * wherever the focus was left by a tap or a closed sheet. Keys meant for a control stay there.
 */
export function useKeysFor(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKeyDown({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
      const active = document.activeElement;
      const isTyping = active !== null && active.matches('input, select, textarea, dialog *');
      if (isTyping || ctrlKey || metaKey || altKey) return;
      const isIdle = active === null || active === document.body;
      if (key.length === 1 && key !== ' ') field.current?.focus();
      else if (key === 'Enter' && isIdle) field.current?.form?.requestSubmit();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [field]);
}
