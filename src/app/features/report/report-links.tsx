import fileUser from 'lucide-static/icons/folder-search.svg?raw';
import shield from 'lucide-static/icons/shield-check.svg?raw';
import usersRound from 'lucide-static/icons/users-round.svg?raw';
import type { JSX } from 'preact';
import { later } from '../../shell/later.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Text } from '../../ui/text.tsx';
import { teaches } from './taught-classes.ts';
import { onBehalfDuties } from './may-report.ts';
import { useDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';

export const ClassAbsenceLink = later(
  async () => (await import('./class-absence-link.tsx')).ClassAbsenceLink,
  'nothing',
);

/** What else there is for somebody who reports. */
export function ReportLinks(): JSX.Element {
  const duty = useDuty();
  return (
    <nav class={styles.links} aria-label={t('title')}>
      {onBehalfDuties(duty).length > 0 && (
        <a class={styles.link} href="/report/behalf">
          <Icon of={usersRound} />
          <Text of={t.both('link.behalf')} />
        </a>
      )}
      {teaches(duty) && <ClassAbsenceLink />}
      <a class={styles.link} href="/report/mine">
        <Icon of={fileUser} />
        <Text of={t.both('link.mine')} />
      </a>
      <a class={styles.link} href="/report/notice">
        <Icon of={shield} />
        <Text of={t.both('link.notice')} />
      </a>
    </nav>
  );
}
