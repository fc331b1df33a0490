import chevron from 'lucide-static/icons/chevron-down.svg?raw';
import arrowIn from 'lucide-static/icons/log-in.svg?raw';
import arrowOut from 'lucide-static/icons/log-out.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { classes } from '../../ui/classes.ts';
import { useDuty } from './door-duty.ts';
import { t } from './door-strings.ts';
import type { Loop } from './loop.ts';
import { later } from '../../shell/later.tsx';
import styles from './shift-bar.module.css';

const ShiftSheet = later(async () => (await import('./shift-sheet.tsx')).ShiftSheet, 'nothing');

/** Which door, where on the body, which unit; and whether everybody goes the same way. */
export function ShiftBar({ loop }: { loop: Loop }): JSX.Element | null {
  const duty = useDuty();
  const isOpen = useSignal(false);
  const shift = duty.shift.value;
  if (shift === null) return null;
  const { site, thermometerUnit } = shift.body;
  return (
    <div class={styles.bar}>
      <button
        type="button"
        class={styles.shift}
        aria-haspopup="dialog"
        onClick={() => (isOpen.value = true)}
      >
        <span class={styles.door}>{duty.door.value?.name}</span>
        <span class={styles.detail}>
          {t(`site.${site}`)} · °{thermometerUnit}
        </span>
        <Icon of={chevron} />
      </button>
      <RushToggle loop={loop} />
      {isOpen.value && <ShiftSheet shift={shift} onClose={() => (isOpen.value = false)} />}
    </div>
  );
}

const NEXT = { none: 'in', in: 'out', out: null } as const;

/** One tap: everybody in; two: everybody out; three: each as the last passage says. */
function RushToggle({ loop }: { loop: Loop }): JSX.Element {
  const { rush } = loop.draft.value;
  const icon = rush === null ? users : rush === 'in' ? arrowIn : arrowOut;
  return (
    <button
      type="button"
      class={classes(styles.rush, rush !== null && styles.on)}
      aria-pressed={rush !== null}
      title={t('rush.hint')}
      onClick={() => loop.change({ rush: NEXT[rush ?? 'none'] })}
    >
      <Icon of={icon} />
      <Text of={t.both(rush === null ? 'rush.label' : `rush.${rush}`)} />
    </button>
  );
}
