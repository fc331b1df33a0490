import { v7 as uuidv7 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type { Operation } from '../../domain/operation.ts';
import type { RoomToWalk } from '../../domain/round-progress.ts';
import type { Presence, SecondCheck } from '../../domain/room-visit.ts';
import type { Round } from '../../domain/round.ts';
import { draftOf, signed, type Draft, type Signer } from './demo-week.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Not over yet: it is walked on by whoever opens the demo. */
const BEGAN_AGO_MS = 2 * HOUR_MS;
/** A little warm: beside what the door read some of them are differences. */
const TEMP_C = 37.1;

/** A round of today, with somebody absent, the people of one room measured, and rooms left. */
export function demoRound(
  of: { signer: Signer; unitId: Id; rooms: readonly RoomToWalk[] },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  const began = nowMs - BEGAN_AGO_MS;
  const body: Round = {
    unitId: of.unitId,
    purpose: 'round',
    campaignId: null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  };
  const round = draftOf({ type: 'round', shiftId: null, atMs: began, body });
  const visits = of.rooms.flatMap((room, index) =>
    demoStay({ room, shiftId: round.id, atMs: began + (index + 1) * 3 * MINUTE_MS }, index),
  );
  return [round, ...visits].map((draft) => signed(draft, of.signer));
}

/** The first room is measured; in the second one the first person is absent. */
function demoStay(
  { room, shiftId, atMs }: { room: RoomToWalk; shiftId: Id; atMs: number },
  index: number,
): Draft[] {
  const place = { visitId: uuidv7({ msecs: atMs }), roomId: room.id };
  return room.residentIds.map((personId, bed) => {
    const when = { shiftId, atMs: atMs + bed * 10_000 };
    if (index === 0) {
      const reading = { tempC: TEMP_C, site: 'forehead', thermometerId: null } as const;
      const body: SecondCheck = {
        ...place,
        personId,
        reading: { ...reading, rawValue: TEMP_C, rawUnit: 'C' },
        repeats: null,
      };
      return draftOf({ type: 'second-check', ...when, body });
    }
    const state = index === 1 && bed === 0 ? 'absent' : 'present';
    const body: Presence = { ...place, personId, state, complaint: null };
    return draftOf({ type: 'presence', ...when, body });
  });
}
