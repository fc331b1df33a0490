import notebook from 'lucide-static/icons/notebook-pen.svg?raw';
import type { JSX } from 'preact';
import type { Instant } from '../../../domain/id.ts';
import { timeOf } from '../../duty/campus-time.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './paper-mark.module.css';
import { useRound } from './round-duty.ts';
import { t } from './round-strings.ts';

/** "From paper, 21:05": whoever reads a fact sees that nobody typed it there and then. */
export function PaperMark({ at }: { at: Instant }): JSX.Element {
  return (
    <span class={styles.mark}>
      <Icon of={notebook} />
      {t('paper.mark', { time: timeOf(useRound(), at) })}
    </span>
  );
}
