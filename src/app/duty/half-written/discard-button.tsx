import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './half-written-strings.ts';

/** The one tap that drops what is written in a form; closing its sheet keeps it. */
export function DiscardButton({ onDiscard }: { onDiscard: () => void }): JSX.Element {
  return (
    <Button wide onClick={onDiscard}>
      <Text of={t.both('discard')} />
    </Button>
  );
}
