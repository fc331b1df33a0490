import { useLocation } from 'preact-iso';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../context.ts';
import { OpenCount } from '../../duty/open-count.tsx';
import { openIncidents } from '../../duty/seal-check/open-incidents.ts';
import { createSealDuty, SealDutyContext, useSeals } from '../../duty/seal-check/seal-duty.ts';
import { mayAcknowledgeAnything } from '../../duty/seal-check/seal-place.ts';
import { SealSaved } from '../../duty/seal-check/seal-saved.tsx';
import { Text } from '../../ui/text.tsx';
import { ApplyForm } from './apply-form.tsx';
import { IncidentsScreen } from './incidents-screen.tsx';
import { SealList } from './seal-list.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-front.module.css';

/** The seals of my buildings: the register, applying one, and what was found wrong. */
export function SealFront(): JSX.Element {
  const app = useApp();
  const [duty] = useState(() => createSealDuty(app));
  useEffect(() => duty.stop, [duty]);
  const isAtIncidents = useLocation().path === '/seals/incidents';
  return (
    <SealDutyContext.Provider value={duty}>
      <div class={styles.front}>
        {mayAcknowledgeAnything(duty) && <Tabs isAtIncidents={isAtIncidents} />}
        <div class={styles.saved}>
          <SealSaved />
        </div>
        {isAtIncidents ? <IncidentsScreen /> : <SealList />}
        <ApplyForm />
      </div>
    </SealDutyContext.Provider>
  );
}

function Tabs({ isAtIncidents }: { isAtIncidents: boolean }): JSX.Element {
  const duty = useSeals();
  const count = openIncidents(duty.register()).length;
  return (
    <nav class={styles.tabs} aria-label={t('nav.label')}>
      <a href="/seals" aria-current={isAtIncidents ? undefined : 'page'}>
        <Text of={t.both('nav.list')} />
      </a>
      <a href="/seals/incidents" aria-current={isAtIncidents ? 'page' : undefined}>
        <span>
          <Text of={t.both('nav.incidents')} inline />{' '}
          {count > 0 && <OpenCount count={count} said={t('open', { count })} />}
        </span>
      </a>
    </nav>
  );
}
