import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { grantsOf } from '../../../domain/permission-table.ts';
import { useApp } from '../../context.ts';
import { OpenCount } from '../open-count.tsx';
import { followSeals } from './followed-seals.ts';
import { openIncidents } from './open-incidents.ts';
import { t } from './seal-strings.ts';

/** For those who answer for a building: how many incidents nobody has acknowledged. */
export function IncidentCount(): JSX.Element | null {
  const app = useApp();
  const answers = app
    .access()
    ?.assignments.some(({ role }) =>
      grantsOf(role, 'upkeep').some(({ actions }) => actions.includes('V')),
    );
  return answers === true ? <Count /> : null;
}

function Count(): JSX.Element | null {
  const app = useApp();
  const [seals] = useState(() => followSeals(app));
  useEffect(() => seals.stop, [seals]);
  const count = openIncidents(seals.register()).length;
  return count === 0 ? null : <OpenCount count={count} said={t('open', { count })} />;
}
