import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { PinEntry } from '../../ui/pin-entry.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { t } from './enrolment-strings.ts';
import styles from './enrolment.module.css';
import { isWeakPin } from '../../weak-pin.ts';

/** A PIN chosen twice; a weak one is refused before it is typed again. */
export function PinStep(props: { onPin: (pin: string) => void; onBack: () => void }): JSX.Element {
  const chosen = useSignal<string | null>(null);
  const refusal = useSignal<'weakPin' | 'pinsDiffer' | null>(null);
  const refusals = useSignal(0);

  function refuse(why: 'weakPin' | 'pinsDiffer'): void {
    chosen.value = null;
    refusal.value = why;
    refusals.value += 1;
  }
  function takePin(pin: string): void {
    if (chosen.value === null) {
      if (isWeakPin(pin)) return refuse('weakPin');
      refusal.value = null;
      chosen.value = pin;
      return;
    }
    if (chosen.value !== pin) return refuse('pinsDiffer');
    props.onPin(pin);
  }
  function goBack(): void {
    if (chosen.value === null) props.onBack();
    chosen.value = null;
  }

  const isRepeat = chosen.value !== null;
  return (
    <Screen
      top={
        <>
          <Button kind="quiet" icon={arrowLeft} label={t('back')} onClick={goBack} />
          <LanguageSwitch />
        </>
      }
      bottom={<PinEntry onComplete={takePin} refusals={refusals.value} />}
    >
      <div class={styles.centre}>
        <h1>
          <Text of={t.both(isRepeat ? 'repeatPin' : 'choosePin')} />
        </h1>
        <p class={styles.soft}>
          <Text of={t.both(isRepeat ? 'repeatPinWords' : 'choosePinWords')} />
        </p>
        <div class={styles.refusal} role="alert">
          {refusal.value !== null && <Text of={t.both(refusal.value)} />}
        </div>
      </div>
    </Screen>
  );
}
