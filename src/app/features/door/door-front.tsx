import { useComputed } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import { later } from '../../shell/later.tsx';
import { keepAwake } from '../../device/wake-lock.ts';
import { createDoorDuty, DoorDutyContext } from './door-duty.ts';
import { DoorTabs, type DoorPath } from './door-tabs.tsx';
import { LoopScreen } from './loop-screen.tsx';
import { createLoop, type Loop } from './loop.ts';
import styles from './door-front.module.css';

const ShiftStart = later(async () => (await import('./shift-start.tsx')).ShiftStart);
const RoomReadings = later(
  async () => (await import('./room-readings.tsx')).RoomReadings,
  'nothing',
);
const TodayScreen = later(async () => (await import('./today-screen.tsx')).TodayScreen);
const InsideScreen = later(async () => (await import('./inside-screen.tsx')).InsideScreen);
const VisitorsScreen = later(async () => (await import('./visitors-screen.tsx')).VisitorsScreen);
const ParkedScreen = later(async () => (await import('./parked-screen.tsx')).ParkedScreen);
const NewcomerForms = later(
  async () => (await import('./newcomer-forms.tsx')).NewcomerForms,
  'nothing',
);

/**
 * The duty at a door: a shift is begun once, then the loop, today's list, visitors, who is inside. What is shown
 * on shift is made once, so that the frame's own redrawing, at every save, does not redraw the keypad.
 */
export function DoorFront(): JSX.Element {
  const app = useApp();
  const [{ duty, loop, onShift }] = useState(() => {
    const made = createDoorDuty(app);
    const madeLoop = createLoop(made);
    return { duty: made, loop: madeLoop, onShift: <OnShift loop={madeLoop} /> };
  });
  useEffect(
    () => () => {
      loop.stop();
      duty.stop();
    },
    [duty, loop],
  );
  const isOnShift = duty.shift.value !== null;
  useEffect(() => (isOnShift ? keepAwake() : undefined), [isOnShift]);

  const isAtParked = useLocation().path === '/parked';

  return (
    <DoorDutyContext.Provider value={duty}>
      {isAtParked ? <ParkedScreen /> : isOnShift ? onShift : <ShiftStart current={null} />}
    </DoorDutyContext.Provider>
  );
}

function OnShift({ loop }: { loop: Loop }): JSX.Element {
  const { path, route } = useLocation();
  const here: DoorPath =
    path === '/today' || path === '/inside' || path === '/visitors' ? path : '/door';
  const toLoop = (): void => route('/door');
  const hasForm = useComputed(() => {
    const { visitor, unknown } = loop.draft.value;
    return visitor !== null || unknown !== null;
  });
  const holdsRooms = useApp()
    .access()
    ?.scopes.some((scope) => scope.endsWith('/health'));
  return (
    <div class={styles.front}>
      {holdsRooms && <RoomReadings />}
      <DoorTabs here={here} />
      {here === '/door' && <LoopScreen loop={loop} />}
      {here === '/today' && <TodayScreen />}
      {here === '/inside' && <InsideScreen />}
      {here === '/visitors' && <VisitorsScreen loop={loop} onMeasure={toLoop} />}
      {hasForm.value && <NewcomerForms loop={loop} onSaved={toLoop} />}
    </div>
  );
}
