import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { JSX } from 'preact';
import { useApp } from '../../context.ts';
import { later } from '../../shell/later.tsx';
import { keepAwake } from '../../device/wake-lock.ts';
import { createSealDuty, SealDutyContext } from '../../duty/seal-check/seal-duty.ts';
import { Waiting } from '../../shell/waiting.tsx';
import { NightScreen } from './night-screen.tsx';
import { PaperScreen } from './paper-screen.tsx';
import { RoomList } from './room-list.tsx';
import { RoomScreen } from './room-screen.tsx';
import { createRoundDuty, RoundDutyContext, useRound } from './round-duty.ts';
import { NIGHT_PATH, roomIdOf, roomPath, SCAN_PATH, SHEET_PATH } from './round-paths.ts';
import { RoundStart } from './round-start.tsx';
import { ScanRoom } from './scan-room.tsx';
import { createVisits, useVisits, VisitsContext } from './visits.ts';

const UnitSheetScreen = later(() =>
  import('./unit-sheet.tsx').then((module) => module.UnitSheetScreen),
);

/** The round of a unit: begun once, then the list of its rooms, and one screen for each room. */
export function RoundFront(): JSX.Element {
  const app = useApp();
  const [{ duty, visits, seals }] = useState(() => {
    const made = createRoundDuty(app);
    return { duty: made, visits: createVisits(made), seals: createSealDuty(app) };
  });
  useEffect(
    () => () => {
      seals.stop();
      visits.stop();
      duty.stop();
    },
    [duty, visits, seals],
  );
  const isOnRound = duty.round.value !== null;
  useEffect(() => (isOnRound ? keepAwake() : undefined), [isOnRound]);

  return (
    <RoundDutyContext.Provider value={duty}>
      <VisitsContext.Provider value={visits}>
        <SealDutyContext.Provider value={seals}>
          {isOnRound ? <OnRound /> : <RoundStart current={null} />}
        </SealDutyContext.Provider>
      </VisitsContext.Provider>
    </RoundDutyContext.Provider>
  );
}

/** The room in the address; without one the room in which the app was closed, else the list. */
function OnRound(): JSX.Element {
  const { path, route } = useLocation();
  const { rooms, round } = useRound();
  const visits = useVisits();
  const [isRestored, setRestored] = useState(false);
  const roomId = roomIdOf(path);
  useEffect(() => {
    void visits.restored.then(() => {
      // The next round begins in the list: that room was left long ago.
      const stoodIn = visits.roomNow();
      if (stoodIn !== null && roomIdOf(location.pathname) === null) route(roomPath(stoodIn), true);
      setRestored(true);
    });
  }, []);
  const room = roomId === null ? undefined : rooms.value.byId.get(roomId);
  if (!isRestored) return <Waiting />;
  if (path === NIGHT_PATH) return <NightScreen />;
  if (path === SHEET_PATH) return <UnitSheetScreen />;
  if (path === SCAN_PATH) return <ScanRoom />;
  if (room === undefined) return <RoomList />;
  return round.value?.body.onPaperAt === undefined ? (
    <RoomScreen room={room} />
  ) : (
    <PaperScreen key={room.id} room={room} />
  );
}
