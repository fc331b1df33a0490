import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PinEntry } from '../../ui/pin-entry.tsx';
import { Text } from '../../ui/text.tsx';
import { isWeakPin } from '../../weak-pin.ts';
import { t } from './settings-strings.ts';
import styles from './settings.module.css';

type Step =
  | { kind: 'old' }
  | { kind: 'new'; oldPin: string }
  | { kind: 'repeat'; oldPin: string; newPin: string }
  | { kind: 'done' };

/** Old PIN, new PIN, new PIN again. A wrong old one counts as a wrong PIN; after ten the phone locks. */
export function ChangePinDialog({ onClose }: { onClose: () => void }): JSX.Element {
  const app = useApp();
  const step = useSignal<Step>({ kind: 'old' });
  const refusal = useSignal<Spoken | null>(null);
  const refusals = useSignal(0);

  function refuse(why: Spoken, next: Step): void {
    refusal.value = why;
    refusals.value += 1;
    step.value = next;
  }
  async function change(pins: { oldPin: string; newPin: string }): Promise<void> {
    const result = await app.vault.changePin({ accountId: app.unlocked.accountId, ...pins });
    if (result.ok) step.value = { kind: 'done' };
    else if (result.why === 'gone') app.lock();
    else if (result.why === 'wait')
      refuse(t.both('pin.wait', { count: Math.ceil(result.waitMs / 1000) }), { kind: 'old' });
    else refuse(t.both('pin.wrong', { count: result.triesLeft }), { kind: 'old' });
  }
  async function takePin(pin: string): Promise<void> {
    const current = step.value;
    if (current.kind === 'done') return;
    refusal.value = null;
    if (current.kind === 'old') step.value = { kind: 'new', oldPin: pin };
    else if (current.kind === 'new' && isWeakPin(pin)) refuse(t.both('pin.weak'), current);
    else if (current.kind === 'new') step.value = { ...current, kind: 'repeat', newPin: pin };
    else if (current.newPin === pin) await change(current);
    else refuse(t.both('pin.differ'), { kind: 'new', oldPin: current.oldPin });
  }

  const current = step.value;
  return (
    <Dialog open title={<Text of={t.both('changePin')} />} onClose={onClose}>
      {current.kind === 'done' ? (
        <Banner tone="good" role="status">
          <Text of={t.both('pin.done')} />
        </Banner>
      ) : (
        <>
          <p class={styles.prompt}>
            <Text of={t.both(`pin.${current.kind}`)} />
          </p>
          <div class={styles.refusal} role="alert">
            {refusal.value !== null && <Text of={refusal.value} />}
          </div>
          <PinEntry onComplete={takePin} refusals={refusals.value} />
        </>
      )}
    </Dialog>
  );
}
