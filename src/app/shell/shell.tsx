import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Session } from '../session.ts';
import { enrolment } from '../this-phone.ts';
import { appUpdate } from '../update.ts';
import { DemoBanner } from './demo-banner.tsx';
import { later } from './later.tsx';
import { LockScreen } from './lock/lock-screen.tsx';
import { RescueBoundary } from './rescue-boundary.tsx';
import { RescueScreen } from './rescue-screen.tsx';
import { WipedScreen } from './wiped-screen.tsx';
import styles from './shell.module.css';
import { Waiting } from './waiting.tsx';

const Frame = later(async () => (await import('./frame/frame.tsx')).Frame);
const EnrolmentScreen = later(
  async () => (await import('./enrolment/enrolment-screen.tsx')).EnrolmentScreen,
);
const LockedNotices = later(
  async () => (await import('./frame/locked-notices.tsx')).LockedNotices,
  'nothing',
);

export interface ShellProps {
  session: Session;
  /** What no code expected, outside of rendering. */
  failure: ReadonlySignal<{ of: unknown } | null>;
}

/** Chooses the screen by how far this phone has come: enrolled, locked, open. */
export function Shell(props: ShellProps): JSX.Element {
  const { session, failure } = props;
  return (
    <RescueBoundary>
      <div class={styles.phone}>
        {enrolment.value?.isDemo === true && <DemoBanner />}
        {failure.value === null || session.stage.value.kind === 'wiped' ? (
          <StageScreen session={session} />
        ) : (
          <RescueScreen failure={failure.value.of} />
        )}
      </div>
    </RescueBoundary>
  );
}

function StageScreen({ session }: { session: Session }): JSX.Element {
  const stage = session.stage.value;
  switch (stage.kind) {
    case 'opening':
      return <Waiting />;
    case 'welcome':
      return <EnrolmentScreen session={session} code={null} />;
    case 'enrolling':
      return <EnrolmentScreen key={stage.code} session={session} code={stage.code} />;
    case 'locked':
      return (
        <>
          <RareNotices session={session} />
          <LockScreen session={session} />
        </>
      );
    case 'wiped':
      return <WipedScreen />;
    case 'open':
      return <Frame app={stage.app} session={session} />;
  }
}

/** What must be said before anybody unlocks: hardly ever anything, so it is fetched when there is. */
function RareNotices({ session }: { session: Session }): JSX.Element | null {
  const isLost = useSignal(false);
  useEffect(() => {
    void session.work().then(({ canary }) => (isLost.value = canary.lost));
  }, [session, isLost]);
  const isNeeded = isLost.value || appUpdate.value?.isReady.value === true;
  return isNeeded ? <LockedNotices session={session} /> : null;
}
