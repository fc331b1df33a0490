import type { Id } from '../../../domain/id.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import { mayAcknowledge, mayRecord, mayVoid, type Target } from '../../../domain/permission.ts';
import type { Building, Room } from '../../../domain/place.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { isOwnShiftRunning } from '../../../domain/own-shift.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { AppContext } from '../../context.ts';
import { t } from './seal-strings.ts';
import type { SealDuty } from './seal-duty.ts';

/** "6-101", or "101" where there are no units. */
export function roomCode(app: AppContext, { code, unitId }: Room): string {
  const unit = app.replica.documents('unit').get(unitId);
  return unit === undefined ? code : `${unit.code}-${code}`;
}

/** "6-101", "In no room", or that this phone does not know the room. */
export function roomWords({ app }: SealDuty, { roomId }: { roomId: Id | null }): string {
  if (roomId === null) return t('noRoom');
  const room = app.replica.documents('room').get(roomId);
  return room === undefined ? t('otherRoom') : roomCode(app, room);
}

/** "Window · north side". */
export function thingWords({ thing, place }: SealEntry['of']): string {
  return [t(`thing.${thing}`), place].filter(Boolean).join(' · ');
}

/** By building, then by room in the order in which they are walked, then what is in no room; then by place. */
export function sealsByPlace(duty: SealDuty, seals: readonly SealEntry[]): SealEntry[] {
  const buildings = duty.app.replica.documents('building');
  const rooms = duty.app.replica.documents('room');
  const keyed = seals.map((entry) => {
    const { buildingId, roomId } = entry.of;
    const room = roomId === null ? undefined : rooms.get(roomId);
    return {
      entry,
      building: buildings.get(buildingId)?.name ?? '',
      rank: room === undefined ? (roomId === null ? 1 : 2) : 0,
      room: room === undefined ? '' : roomCode(duty.app, room),
      thing: `${entry.of.thing} ${entry.of.place ?? ''} ${entry.number} ${entry.id}`,
    };
  });
  keyed.sort(
    (a, b) =>
      byNaturalOrder(a.building, b.building) ||
      a.rank - b.rank ||
      byNaturalOrder(a.room, b.room) ||
      byNaturalOrder(a.thing, b.thing),
  );
  return keyed.map(({ entry }) => entry);
}

/** Where a seal lies, as far as this phone knows; of a room it does not know, in no unit of mine. */
function targetOf(
  { app }: SealDuty,
  { buildingId, roomId }: Pick<SealEntry['of'], 'buildingId' | 'roomId'>,
  type: Target['type'],
): Target {
  const room = roomId === null ? undefined : app.replica.documents('room').get(roomId);
  const unitId = roomId === null ? null : (room?.unitId ?? '');
  return { type, buildingIds: [buildingId], doorId: null, personId: null, unitId, classId: null };
}

export function mayCheck(
  duty: SealDuty,
  of: Pick<SealEntry['of'], 'buildingId' | 'roomId'>,
): boolean {
  const assignments = duty.app.access()?.assignments ?? [];
  return mayRecord(assignments, targetOf(duty, of, 'seal-check'), duty.nowInstant());
}

/** By the author while the round runs (or, outside of one, as long as one would last), later by the building head. */
export function mayTakeBack(duty: SealDuty, of: SealEntry['of'], fact: Fact): boolean {
  const { app } = duty;
  const at = duty.nowInstant();
  const withinShift =
    fact.shiftId === null
      ? isOwnShiftRunning(fact, { at, shiftHours: app.policy().phone.shiftHours })
      : fact.shiftId === duty.shiftId();
  return mayVoid(app.access()?.assignments ?? [], targetOf(duty, of, 'seal-check'), {
    isAuthor: fact.by === app.unlocked.accountId,
    withinShift,
    at,
  });
}

export function mayAcknowledgeIncident(duty: SealDuty, of: SealEntry['of']): boolean {
  const assignments = duty.app.access()?.assignments ?? [];
  return mayAcknowledge(assignments, targetOf(duty, of, 'acknowledgement'), duty.nowInstant());
}

/** Whether this account answers for some building that this phone knows. */
export function mayAcknowledgeAnything(duty: SealDuty): boolean {
  return buildingsHere(duty).some(({ id: buildingId }) =>
    mayAcknowledgeIncident(duty, { ...NOWHERE, buildingId }),
  );
}

const NOWHERE = { roomId: null, thing: 'other', place: null, reason: '' } as const;

/** Where this account may apply a seal, in natural order: buildings with their rooms. */
export function placesToSeal(duty: SealDuty): { building: Building; rooms: Room[] }[] {
  const rooms = [...duty.app.replica.documents('room').values()];
  return buildingsHere(duty).flatMap((building) => {
    const { id: buildingId } = building;
    const mine = rooms
      .filter((room) => room.buildingId === buildingId)
      .filter(({ id: roomId }) => mayCheck(duty, { buildingId, roomId }))
      .sort((a, b) => byNaturalOrder(roomCode(duty.app, a), roomCode(duty.app, b)));
    const isMine = mine.length > 0 || mayCheck(duty, { buildingId, roomId: null });
    return isMine ? [{ building, rooms: mine }] : [];
  });
}

export const mayApply = (duty: SealDuty): boolean =>
  buildingsHere(duty).some(({ id: buildingId }) => mayCheck(duty, { buildingId, roomId: null }));

function buildingsHere({ app }: SealDuty): Building[] {
  const buildings = [...app.replica.documents('building').values()];
  return buildings.sort((a, b) => byNaturalOrder(a.name, b.name));
}
