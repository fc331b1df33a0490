import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Button } from '../ui/button.tsx';
import { Text } from '../ui/text.tsx';
import { t } from './form-strings.ts';
import { VoidForm } from './void-form.tsx';

/** A tap asks why; what is taken back then is no longer on the screen. */
export function TakeBack(props: {
  /** What, for whoever only hears the button. */
  what: string;
  onTakeBack: (reason: string) => Promise<unknown>;
}): JSX.Element {
  const { what, onTakeBack } = props;
  const isAsking = useSignal(false);
  if (isAsking.value)
    return (
      <VoidForm
        lead="void.askHealth"
        onCancel={() => (isAsking.value = false)}
        onSave={async (reason) => {
          await onTakeBack(reason);
          isAsking.value = false;
        }}
      />
    );
  return (
    <Button
      kind="quiet"
      label={`${t('void.save')}: ${what}`}
      onClick={() => (isAsking.value = true)}
    >
      <Text of={t.both('void.save')} />
    </Button>
  );
}
