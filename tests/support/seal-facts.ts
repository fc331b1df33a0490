import type { Fact } from '../../src/domain/operation.ts';
import type { Seal, SealCheck } from '../../src/domain/seal.ts';
import { BUILDING, factOf, idOf, type Told } from './door-facts.ts';

export const ROOM = idOf('o', 1);

export function sealFact(told: Told & Partial<Seal>): Fact {
  const body: Seal = {
    buildingId: told.buildingId ?? BUILDING,
    roomId: told.roomId === undefined ? ROOM : told.roomId,
    thing: told.thing ?? 'room_door',
    place: told.place ?? null,
    number: told.number ?? '000123',
    reason: told.reason ?? 'vacant',
    witness: told.witness ?? null,
    photos: told.photos ?? [],
  };
  return factOf(told, 'seal', body);
}

/** What its state asks for is filled in. */
export function sealCheckFact(told: Told & Pick<SealCheck, 'sealId'> & Partial<SealCheck>): Fact {
  const state = told.state ?? 'intact';
  const body: SealCheck = {
    sealId: told.sealId,
    visitId: told.visitId ?? null,
    ...(told.onPaperAt !== undefined && { onPaperAt: told.onPaperAt }),
    state,
    newNumber: state === 'reapplied' ? (told.newNumber ?? '000124') : null,
    authorisedBy: state === 'unsealed' ? (told.authorisedBy ?? '楼长') : null,
    note: told.note ?? null,
    photos: told.photos ?? [],
  };
  return factOf(told, 'seal-check', body);
}

export function acknowledgementFact(told: Told & { of: string; note?: string | null }): Fact {
  return factOf(told, 'acknowledgement', { of: told.of, note: told.note ?? null });
}
