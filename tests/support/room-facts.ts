import type { FactBody, FactType } from '../../src/domain/fact.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { Finding, Inspection, Rectification } from '../../src/domain/room-visit.ts';
import { GUARD, idOf, momentAt } from './door-facts.ts';

export const ROOM = idOf('o', 1);
export const VISIT = idOf('v', 1);

interface Told {
  id: string;
  /** Seconds after 08:00 UTC of the day of `momentAt`. */
  at: number;
  by?: string;
  receivedAt?: string | null;
}

function roomFact<T extends FactType>(told: Told, type: T, body: FactBody<T>): Fact {
  const correctedAt = momentAt(told.at);
  return {
    id: told.id,
    by: told.by ?? GUARD,
    deviceId: idOf('p', 1),
    at: correctedAt,
    zone: 'Asia/Shanghai',
    correctedAt,
    receivedAt: told.receivedAt === undefined ? correctedAt : told.receivedAt,
    type,
    tv: 1,
    shiftId: null,
    body,
  };
}

const placeOf = ({ visitId, roomId }: { visitId?: string; roomId?: string }) => ({
  visitId: visitId ?? VISIT,
  roomId: roomId ?? ROOM,
});

export function inspectionFact(told: Told & Partial<Inspection>): Fact {
  return roomFact(told, 'inspection', {
    ...placeOf(told),
    formId: told.formId ?? 'hundred',
    formVersion: told.formVersion ?? 1,
  });
}

export function findingFact(told: Told & Partial<Finding>): Fact {
  return roomFact(told, 'finding', {
    ...placeOf(told),
    formId: told.formId ?? 'hundred',
    itemId: told.itemId ?? 'floor_washroom',
    personId: told.personId ?? null,
    points: told.points ?? 5,
    note: told.note ?? null,
    fixBy: told.fixBy === undefined ? '2026-03-05' : told.fixBy,
    photos: told.photos ?? [],
    ...(told.again !== undefined && { again: told.again }),
  });
}

export function rectificationFact(told: Told & Partial<Rectification>): Fact {
  return roomFact(told, 'rectification', {
    ...placeOf(told),
    findingId: told.findingId ?? idOf('f', 1),
    note: told.note ?? null,
    photos: told.photos ?? [],
  });
}
