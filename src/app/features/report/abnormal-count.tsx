import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { abnormalReports } from '../../../domain/abnormal-reports.ts';
import { campusZone } from '../../campus-zone.ts';
import { useApp } from '../../context.ts';
import { createClock } from '../../duty/clock.ts';
import { OpenCount } from '../../duty/open-count.tsx';
import { followReports } from './followed-reports.ts';
import { readsReports } from './may-report.ts';
import { t } from './report-strings.ts';

/** For those who read what others report: how many abnormal reports of today nobody has looked after. */
export function AbnormalCount(): JSX.Element | null {
  const app = useApp();
  const isReader =
    app.revision.value >= 0 &&
    readsReports({ app, nowInstant: () => new Date(app.clock.now()).toISOString() });
  return isReader ? <Count /> : null;
}

function Count(): JSX.Element | null {
  const app = useApp();
  const [{ facts, clock }] = useState(() => ({
    facts: followReports(app),
    clock: createClock(app),
  }));
  useEffect(
    () => () => {
      facts.stop();
      clock.stop();
    },
    [facts, clock],
  );
  const { sessions, sightings } = facts.read();
  const open = abnormalReports(
    { sessions: sessions(), sightings },
    {
      now: new Date(clock.minuteMs.value).toISOString(),
      zone: campusZone(app),
      policy: app.policy(),
    },
  ).filter(({ seenAt }) => seenAt === null);
  const count = open.length;
  return count === 0 ? null : <OpenCount count={count} said={t('abnormal.count', { count })} />;
}
