import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { abnormalReports } from '../../../domain/abnormal-reports.ts';
import { campusZone } from '../../campus-zone.ts';
import { useApp } from '../../context.ts';
import { createClock } from '../../duty/clock.ts';
import { OpenCount } from '../../duty/open-count.tsx';
import { followReports } from './followed-reports.ts';
import { mayReportSelf, readsReports } from './may-report.ts';
import { ownDue } from './own-due.ts';
import { t } from './report-strings.ts';
import { sessionClockOf } from '../../../domain/report-session.ts';

/**
 * For those who read what others report: how many abnormal reports nobody has looked after. For those who
 * report themselves: that it is time.
 */
export function ReportCount(): JSX.Element | null {
  const app = useApp();
  const standing = { app, nowInstant: () => new Date(app.clock.now()).toISOString() };
  const isReader = app.revision.value >= 0 && readsReports(standing);
  const isReporter = mayReportSelf(standing);
  return isReader || isReporter ? <Count isReader={isReader} isReporter={isReporter} /> : null;
}

function Count(props: { isReader: boolean; isReporter: boolean }): JSX.Element | null {
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
  const { sessions, sightings, mine } = facts.read();
  const now = new Date(clock.minuteMs.value).toISOString();
  const policy = app.policy();
  const zone = campusZone(app);
  const open = abnormalReports({ sessions: sessions(), sightings }, { now, zone, policy });
  const abnormal = props.isReader ? open.filter(({ seenAt }) => seenAt === null).length : 0;
  const rules = { now, clock: sessionClockOf(policy, zone) };
  const isDue =
    props.isReporter &&
    mine.consent()?.isGiven !== false &&
    ownDue(sessions(), app.unlocked.personId, rules) !== null;
  const said = [
    ...(abnormal > 0 ? [t('abnormal.count', { count: abnormal })] : []),
    ...(isDue ? [t('due.count')] : []),
  ];
  return said.length === 0 ? null : (
    <OpenCount count={abnormal + Number(isDue)} said={said.join(t('list'))} />
  );
}
