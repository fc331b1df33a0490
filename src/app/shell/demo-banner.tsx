import type { JSX } from 'preact';
import { t } from './shell-strings.ts';
import styles from './shell.module.css';

/** Both languages, always, and above everything: nobody may take invented people for real ones. */
export function DemoBanner(): JSX.Element {
  return (
    <div class={styles.demo} role="note">
      <strong lang="zh-CN">{t.in('zh', 'demo')}</strong>
      <strong lang="en">{t.in('en', 'demo')}</strong>
      <span>{t('demoWords')}</span>
    </div>
  );
}
