import type { JSX } from 'preact';
import { Button } from '../../ui/button.tsx';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** "1–100 of 640", with a step back and forth. Not there where everything is on one page. */
export function Pager(props: {
  offset: number;
  pageSize: number;
  total: number;
  onOffset: (offset: number) => void;
}): JSX.Element | null {
  const { offset, pageSize, total, onOffset } = props;
  if (total <= pageSize && offset === 0) return null;
  const last = Math.min(offset + pageSize, total);
  return (
    <nav class={styles.row} aria-label={t('pager.label')}>
      <Button disabled={offset === 0} onClick={() => onOffset(Math.max(0, offset - pageSize))}>
        {t('pager.earlier')}
      </Button>
      <span>{t('pager.range', { first: Math.min(offset + 1, total), last, total })}</span>
      <Button disabled={last >= total} onClick={() => onOffset(offset + pageSize)}>
        {t('pager.later')}
      </Button>
    </nav>
  );
}
