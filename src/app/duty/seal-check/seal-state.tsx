import ban from 'lucide-static/icons/ban.svg?raw';
import check from 'lucide-static/icons/circle-check.svg?raw';
import alert from 'lucide-static/icons/circle-alert.svg?raw';
import open from 'lucide-static/icons/lock-open.svg?raw';
import question from 'lucide-static/icons/circle-question-mark.svg?raw';
import renewed from 'lucide-static/icons/refresh-cw.svg?raw';
import type { JSX } from 'preact';
import type { SealState } from '../../../domain/seal.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-state.module.css';

const ICONS: Readonly<Record<SealState | 'voided', string>> = {
  intact: check,
  broken: alert,
  missing: question,
  unsealed: open,
  reapplied: renewed,
  voided: ban,
};

/** By picture, word and colour. */
export function SealStateTag({ state }: { state: SealState | 'voided' }): JSX.Element {
  return (
    <span class={classes(styles.tag, styles[state])}>
      <Icon of={ICONS[state]} size="s" />
      {t(`state.${state}`)}
    </span>
  );
}
