import share from 'lucide-static/icons/share-2.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { handOnText } from '../device/hand-on-text.ts';
import type { Spoken } from '../strings.ts';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import styles from './hand-on.module.css';

/** A text to be sent on by whatever app the phone has, or copied: counts and rooms, and nobody's name. */
export function HandOn({
  text,
  words,
}: {
  text: string;
  words: (key: 'handOn' | 'copy' | 'copied' | 'refused') => Spoken;
}): JSX.Element {
  const outcome = useSignal<'shared' | 'copied' | 'refused' | null>(null);
  return (
    <section class={styles.handOn}>
      <h2>
        <Text of={words('handOn')} />
      </h2>
      <p class={styles.text}>{text}</p>
      <Button
        icon={share}
        wide
        onClick={() => void handOnText(text).then((how) => (outcome.value = how))}
      >
        <Text of={words('copy')} />
      </Button>
      <p role="status">
        {(outcome.value === 'copied' || outcome.value === 'refused') && (
          <Text of={words(outcome.value)} />
        )}
      </p>
    </section>
  );
}
