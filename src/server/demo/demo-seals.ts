import type { FactType } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import { byNaturalOrder } from '../../domain/natural-order.ts';
import type { Operation } from '../../domain/operation.ts';
import type { Room } from '../../domain/place.ts';
import type { Seal, SealCheck, SealedThing } from '../../domain/seal.ts';
import { draftOf, signed, type Draft, type Signer } from './demo-week.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IN_ROOMS = 10;

/**
 * A dozen seals of one building, as its property staff's phone would sign them: ten in rooms, a side exit and a
 * locker outside; one re-applied, one broken and not acknowledged, all others found intact yesterday.
 */
export function demoSeals(
  of: { signer: Signer; buildingId: Id; rooms: readonly Room[] },
  nowMs: number,
): Omit<Operation, 'seq'>[] {
  const rooms = [...of.rooms].sort((a, b) => byNaturalOrder(a.code, b.code)).slice(0, IN_ROOMS);
  const places: { roomId: Id | null; thing: SealedThing; place: string | null }[] = [
    ...rooms.map(({ id }, at) => ({
      roomId: id,
      thing: at % 3 === 0 ? ('room_door' as const) : ('window' as const),
      place: at % 3 === 0 ? null : '北窗',
    })),
    { roomId: null, thing: 'side_exit', place: '一楼东侧门' },
    { roomId: null, thing: 'locker', place: '走廊工具柜' },
  ];
  return places
    .flatMap((place, at) => {
      const seal = draft('seal', nowMs - 5 * DAY_MS + at * 60_000, {
        buildingId: of.buildingId,
        ...place,
        number: String(4201 + at).padStart(6, '0'),
        reason: place.roomId === null ? '出口封闭' : '空置房间',
        witness: null,
        photos: [],
      } satisfies Seal);
      return [seal, ...checksOf(seal.id, at, nowMs)];
    })
    .sort((a, b) => a.atMs - b.atMs)
    .map((one) => signed(one, of.signer));
}

function checksOf(sealId: Id, at: number, nowMs: number): Draft[] {
  const check = (hoursAgo: number, parts: Partial<SealCheck>): Draft =>
    draft('seal-check', nowMs - hoursAgo * HOUR_MS + at * 60_000, {
      sealId,
      visitId: null,
      state: 'intact',
      newNumber: null,
      authorisedBy: null,
      note: null,
      photos: [],
      ...parts,
    } satisfies SealCheck);
  if (at === 1) return [check(26, { state: 'broken', note: '左侧撕开' })];
  if (at === 3) return [check(26, { state: 'reapplied', newNumber: '004301', note: '受潮脱落' })];
  return [check(26, {})];
}

function draft(type: FactType, atMs: number, body: Seal | SealCheck): Draft {
  return draftOf({ type, shiftId: null, atMs, body });
}
