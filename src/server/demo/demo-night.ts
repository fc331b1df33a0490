import { v7 as uuidv7 } from 'uuid';
import { addDays, dayOf } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, nightWindowOf } from '../../domain/default-policy.ts';
import type { Id } from '../../domain/id.ts';
import { nightOf } from '../../domain/night-check.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Room } from '../../domain/place.ts';
import type { Presence } from '../../domain/room-visit.ts';
import type { Round } from '../../domain/round.ts';
import { draftOf, signed, type Signer } from './demo-week.ts';

const MINUTE_MS = 60_000;

/** Last night's check of a unit as its keeper's phone would sign it: one is absent, one is away as the room says. */
export function demoNight(
  of: {
    signer: Signer;
    unitId: Id;
    zone: string;
    homes: readonly { room: Room; residentIds: readonly Id[] }[];
  },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  const yesterday = addDays(dayOf(new Date(nowMs).toISOString(), of.zone), -1);
  const { from } = nightOf(yesterday, nightWindowOf(DEFAULT_POLICY), of.zone);
  const startMs = Date.parse(from) + 90 * MINUTE_MS;
  const round: Round = {
    unitId: of.unitId,
    purpose: 'night_check',
    campaignId: null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
  };
  const begun = draftOf({ type: 'round', shiftId: null, atMs: startMs, body: round });
  const asked = of.homes.flatMap(({ room, residentIds }, index) => {
    const atMs = startMs + (index + 1) * MINUTE_MS;
    const visitId = uuidv7({ msecs: atMs });
    return residentIds.map((personId, bed) => {
      const state = bed > 0 ? 'present' : (ODD_STATES[index] ?? 'present');
      const body: Presence = { visitId, roomId: room.id, personId, state, complaint: null };
      return draftOf({ type: 'presence', shiftId: begun.id, atMs, body });
    });
  });
  return [begun, ...asked]
    .filter(({ atMs }) => atMs < nowMs)
    .map((draft) => signed(draft, of.signer));
}

/** By room. */
const ODD_STATES: readonly Presence['state'][] = ['present', 'absent', 'on_leave'];
