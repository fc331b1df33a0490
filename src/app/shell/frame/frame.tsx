import type { ComponentType, JSX } from 'preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { watchAttention } from '../../attention.ts';
import { AppContext, useApp } from '../../context.ts';
import type { Session } from '../../session.ts';
import { shiftOf } from '../../work.ts';
import { whenIdle } from '../../device/when-idle.ts';
import { later, loadTheRest } from '../later.tsx';
import { dutiesOf, dutyAt } from './duties.ts';
import styles from './frame.module.css';
import { SyncHeader } from './sync-header.tsx';

const Notices = later(async () => (await import('./notices.tsx')).Notices, 'nothing');
const FirstLoad = later(async () => (await import('./first-load.tsx')).FirstLoad);
const NoDutyFront = later(async () => (await import('./no-duty-front.tsx')).NoDutyFront);
const DutyBar = later(async () => (await import('./duty-bar.tsx')).DutyBar, 'nothing');
const SettingsScreen: ComponentType = later(
  async () => (await import('../../features/settings/settings-screen.tsx')).SettingsScreen,
);

/** What stands around every screen behind the PIN, and which front this person's duty asks for. */
export function Frame({ app, session }: { app: AppContext; session: Session }): JSX.Element {
  useEffect(
    () =>
      watchAttention({
        now: app.clock.now,
        graceMinutes: () => app.policy().phone.unlockGraceMinutes,
        isOnShift: () => shiftOf(app) !== null,
        onTouch: app.touch,
        onLock: () => void session.lock(),
      }),
    [app, session],
  );

  const isSettled = useSettled();

  return (
    <AppContext.Provider value={app}>
      <LocationProvider>
        <div class={styles.frame}>
          <SyncHeader />
          {isSettled && <Notices session={session} />}
          <Front isSettled={isSettled} />
        </div>
      </LocationProvider>
    </AppContext.Provider>
  );
}

/** How long the door has all of the phone to itself after it was opened. */
const SETTLE_MS = 500;

/** True once the front has had its time; what may be wanted next is then fetched behind it. */
function useSettled(): boolean {
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    let cancel = (): void => {};
    const timer = setTimeout(() => {
      setSettled(true);
      cancel = whenIdle(() => void loadTheRest());
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      cancel();
    };
  }, []);
  return isSettled;
}

/** The bar comes when the front has had its time. */
function Front({ isSettled }: { isSettled: boolean }): JSX.Element {
  const app = useApp();
  const { path } = useLocation();
  const access = app.revision.value >= 0 ? app.access() : null;
  if (path === '/settings') return content(<SettingsScreen />);
  if (access === null) return content(<FirstLoad />);
  const at = new Date(app.clock.now()).toISOString();
  const duties = dutiesOf(access, at);
  const duty = dutyAt(path, duties, { access, at, running: shiftOf(app)?.type ?? null });
  if (duty === null) return content(<NoDutyFront access={access} />);
  return (
    <>
      {isSettled && duties.length > 1 && <DutyBar duties={duties} here={duty} />}
      {content(<duty.Front key={duty.key} />)}
    </>
  );
}

const content = (screen: JSX.Element): JSX.Element => <div class={styles.content}>{screen}</div>;
