import type { FactBody, FactType } from '../../src/domain/fact.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type {
  Finding,
  Inspection,
  Presence,
  Rectification,
  SecondCheck,
  VisitNote,
} from '../../src/domain/room-visit.ts';
import type { Round, RoundEnd } from '../../src/domain/round.ts';
import { GUARD, idOf, momentAt, readingOf } from './door-facts.ts';

export const ROOM = idOf('o', 1);
export const VISIT = idOf('v', 1);

interface Told {
  id: string;
  /** Seconds after 08:00 UTC of the day of `momentAt`. */
  at: number;
  by?: string;
  receivedAt?: string | null;
  /** The round it is recorded on. */
  roundId?: string | null;
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
    shiftId: told.roundId ?? null,
    body,
  };
}

interface InRoom {
  visitId?: string;
  roomId?: string;
  onPaperAt?: string | undefined;
}

const placeOf = ({ visitId, roomId, onPaperAt }: InRoom) => ({
  visitId: visitId ?? VISIT,
  roomId: roomId ?? ROOM,
  ...(onPaperAt !== undefined && { onPaperAt }),
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

export const UNIT = idOf('u', 1);

export function roundFact(told: Told & Partial<Round>): Fact {
  return roomFact(told, 'round', {
    unitId: told.unitId ?? UNIT,
    purpose: told.purpose ?? 'round',
    campaignId: told.campaignId ?? null,
    thermometerId: null,
    thermometerUnit: 'C',
    site: 'forehead',
    ...(told.onPaperAt !== undefined && { onPaperAt: told.onPaperAt }),
  });
}

export function roundEndFact(told: Told & Pick<RoundEnd, 'why'> & { ends: string }): Fact {
  return roomFact(told, 'round-end', { roundId: told.ends, why: told.why });
}

export function presenceFact(told: Told & Partial<Presence>): Fact {
  return roomFact(told, 'presence', {
    ...placeOf(told),
    personId: told.personId ?? idOf('r', 1),
    state: told.state ?? 'present',
    complaint: told.complaint ?? null,
    ...(told.isComplaintOver === true && { isComplaintOver: true }),
  });
}

export function secondCheckFact(told: Told & Partial<SecondCheck>): Fact {
  return roomFact(told, 'second-check', {
    ...placeOf(told),
    personId: told.personId ?? idOf('r', 1),
    reading: told.reading ?? readingOf(36.5),
    repeats: told.repeats ?? null,
  });
}

export function noteFact(told: Told & Partial<VisitNote>): Fact {
  return roomFact(told, 'visit-note', {
    ...placeOf(told),
    isInstructed: told.isInstructed ?? false,
    text: told.text ?? null,
  });
}
