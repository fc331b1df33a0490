import type { ComponentType, JSX } from 'preact';
import { LocationProvider, useLocation } from 'preact-iso';
import { useEffect } from 'preact/hooks';
import { grantsOf } from '../../../domain/permission-table.ts';
import { isValidAt, type Access } from '../../../domain/role.ts';
import { watchAttention } from '../../attention.ts';
import { AppContext, useApp } from '../../context.ts';
import type { Session } from '../../session.ts';
import { shiftOf } from '../../work.ts';
import { later } from '../later.tsx';
import { FirstLoad } from './first-load.tsx';
import styles from './frame.module.css';
import { NoDutyFront } from './no-duty-front.tsx';
import { Notices } from './notices.tsx';
import { SyncHeader } from './sync-header.tsx';

const DoorFront: ComponentType = later(
  async () => (await import('../../features/door/door-front.tsx')).DoorFront,
);
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
        onLock: app.lock,
      }),
    [app],
  );

  return (
    <AppContext.Provider value={app}>
      <LocationProvider>
        <div class={styles.frame}>
          <SyncHeader />
          <Notices session={session} />
          <div class={styles.content}>
            <Front />
          </div>
        </div>
      </LocationProvider>
    </AppContext.Provider>
  );
}

function Front(): JSX.Element {
  const app = useApp();
  const { path } = useLocation();
  if (path === '/settings') return <SettingsScreen />;
  const access = app.revision.value >= 0 ? app.access() : null;
  if (access === null) return <FirstLoad />;
  const now = new Date(app.clock.now()).toISOString();
  return keepsDoor(access, now) ? <DoorFront /> : <NoDutyFront access={access} />;
}

function keepsDoor({ assignments }: Access, now: string): boolean {
  return assignments.some(
    (assignment) =>
      isValidAt(assignment, now) &&
      grantsOf(assignment.role, 'door_check').some(({ actions }) => actions.includes('W')),
  );
}
