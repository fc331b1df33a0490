import download from 'lucide-static/icons/download.svg?raw';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { language } from '../../strings.ts';
import { Icon } from '../../ui/icon.tsx';
import { t } from './office-strings.ts';
import styles from './office.module.css';

/** What a call that gives a table asks besides its filter. */
export interface MaskQuery {
  mask: '0' | '1';
  lang: 'zh' | 'en';
}

/** A table to keep, masked unless somebody says otherwise. */
export function MaskedExport(props: {
  label: string;
  href: (query: MaskQuery) => string;
}): JSX.Element {
  const [isMasked, setMasked] = useState(true);
  return (
    <div class={styles.row}>
      <a
        class={styles.link}
        href={props.href({ mask: isMasked ? '1' : '0', lang: language.value })}
        download
      >
        <Icon of={download} />
        {props.label}
      </a>
      <label class={styles.check}>
        <input
          type="checkbox"
          checked={isMasked}
          onChange={(event) => setMasked(event.currentTarget.checked)}
        />
        {t('log.masked')}
      </label>
    </div>
  );
}
