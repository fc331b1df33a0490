import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { confirmedLanguages } from '../../../domain/report-languages.ts';
import { useApp } from '../../context.ts';
import { later } from '../../shell/later.tsx';
import { BehalfScreen } from './behalf-screen.tsx';
import { directionOf, extraLanguage, restoreExtra } from './extra-language.ts';
import { FormScreen } from './form-screen.tsx';
import { HomeScreen } from './home-screen.tsx';
import { consentOf, isAgreed, mayReportSelf, onBehalfDuties } from './may-report.ts';
import { MineScreen } from './mine-screen.tsx';
import { NoticeScreen } from './notice-screen.tsx';
import { teaches } from './taught-classes.ts';
import { createReportDuty, ReportDutyContext, useDuty } from './report-duty.ts';
import styles from './report.module.css';
import { WithdrawnScreen } from './withdrawn-screen.tsx';

const ClassAbsences = later(
  async () => (await import('./class-absence-screen.tsx')).ClassAbsenceScreen,
);

/** Health reports: one's own, those for people without a phone, and what they said today. */
export function ReportFront(): JSX.Element {
  const app = useApp();
  const [duty] = useState(() => createReportDuty(app));
  useEffect(() => duty.stop, [duty]);
  return (
    <ReportDutyContext.Provider value={duty}>
      <InItsLanguage />
    </ReportDutyContext.Provider>
  );
}

/** In a further language too, and from right to left, as long as the rules say that somebody has confirmed it. */
function InItsLanguage(): JSX.Element {
  const { app } = useDuty();
  const offered = app.revision.value >= 0 ? confirmedLanguages(app.policy()) : [];
  const codes = offered.map(({ code }) => code);
  useEffect(() => void restoreExtra(codes), [codes.join()]);
  const extra = extraLanguage.value;
  const isShown = extra !== null && codes.includes(extra);
  return (
    <div class={styles.inside} {...(isShown && { lang: extra, dir: directionOf(extra) })}>
      <FromTheTop />
    </div>
  );
}

/** Each screen and each question begins at its top: they share what scrolls. */
function FromTheTop(): JSX.Element {
  const { form } = useDuty();
  const { path } = useLocation();
  const top = useRef<HTMLDivElement>(null);
  const { about, step } = form.draft.value;
  const place = about === null ? path : step;
  useLayoutEffect(() => top.current?.scrollIntoView({ block: 'start' }), [place]);
  return (
    <>
      <div ref={top} />
      <Here />
    </>
  );
}

/** A report that was begun comes before everything else, also after the app was killed; one's own not without consent. */
function Here(): JSX.Element {
  const duty = useDuty();
  const { path } = useLocation();
  const consent = duty.app.revision.value >= 0 ? consentOf(duty) : null;
  const { about } = duty.form.draft.value;
  const isOwn = about?.personId === duty.app.unlocked.personId;
  if (about !== null && (!isOwn || isAgreed(duty))) return <FormScreen />;
  const isTeacher = teaches(duty);
  if (isTeacher && path === '/report/absences') return <ClassAbsences />;
  if (!mayReportSelf(duty) || path === '/report/behalf')
    return isTeacher && onBehalfDuties(duty).length === 0 ? <ClassAbsences /> : <BehalfScreen />;
  if (path === '/report/mine') return <MineScreen />;
  if (path === '/report/notice' && consent !== null) return <NoticeScreen isAsked={false} />;
  if (isAgreed(duty)) return <HomeScreen />;
  return consent?.isGiven === false ? <WithdrawnScreen /> : <NoticeScreen isAsked />;
}
