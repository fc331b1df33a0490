import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { dayOf } from '../../duty/campus-time.ts';
import { PaperSheet } from '../../duty/paper-sheet/paper-sheet.tsx';
import { useRound } from './round-duty.ts';
import { LIST_PATH } from './round-paths.ts';
import { unitsToWalk } from './units-to-walk.ts';

/** The running round's unit, to be printed. */
export function UnitSheetScreen(): JSX.Element {
  const duty = useRound();
  const { route } = useLocation();
  const { replica, access } = duty.app;
  const unit = unitsToWalk(access(), replica, duty.nowInstant()).find(
    ({ id }) => id === duty.round.value?.body.unitId,
  );
  const campus = unit && replica.documents('campus').get(unit.building.campusId);
  return (
    <PaperSheet
      onBack={() => route(LIST_PATH)}
      of={{
        campus: campus?.name ?? '',
        building: unit?.building.name ?? '',
        unit: unit?.code ?? null,
        day: dayOf(duty, duty.nowInstant()),
        floors: duty.rooms.value.floors.map(({ floor, rooms }) => ({
          floor,
          rooms: rooms.map(({ id, code, beds }) => ({
            id,
            code,
            beds: beds.map(({ bed, person }) => ({ bed, name: person?.name ?? null })),
          })),
        })),
      }}
    />
  );
}
