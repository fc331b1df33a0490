import doorOpen from 'lucide-static/icons/door-open.svg?raw';
import type { JSX } from 'preact';
import type { Access } from '../../../domain/role.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';
import styles from './frame.module.css';

/** For accounts without a door: says so, and how a duty would come. */
export function NoDutyFront({ access }: { access: Access }): JSX.Element {
  const isOffice = access.assignments.some(({ role }) => role === 'office_admin');
  return (
    <EmptyState icon={doorOpen} title={<Text of={t.both('noDuty.title')} />}>
      <p>
        <Text of={t.both('noDuty.words')} />
      </p>
      <p>
        <Text of={t.both('noDuty.office')} />
      </p>
      {isOffice && (
        <a class={styles.toOffice} href="/office" target="_self">
          {t('noDuty.toOffice')}
        </a>
      )}
    </EmptyState>
  );
}
