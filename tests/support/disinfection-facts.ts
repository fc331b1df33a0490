import type { Acceptance, Disinfection, RefuseClearing } from '../../src/domain/disinfection.ts';
import type { FactType } from '../../src/domain/fact.ts';
import type { Id, Instant } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { DisinfectionArea } from '../../src/domain/place.ts';
import { idOf } from './door-facts.ts';

export const HALL = idOf('a', 1);
export const CLEANER = idOf('c', 9);

interface Told {
  id: Id;
  at: Instant;
  by?: Id;
  receivedAt?: Instant | null;
}

export function upkeepFact(told: Told, type: FactType, body: unknown): Fact {
  const { id, at, by = CLEANER, receivedAt = at } = told;
  return {
    id,
    by,
    deviceId: idOf('p', 1),
    at,
    zone: 'Asia/Shanghai',
    correctedAt: at,
    receivedAt,
    type,
    tv: 1,
    shiftId: null,
    body,
  };
}

export function buildArea(parts: Partial<DisinfectionArea> = {}): DisinfectionArea {
  return {
    id: HALL,
    buildingId: idOf('b', 1),
    name: '门厅',
    class: 'dormitory',
    isKey: false,
    from: '2020-01-01T00:00:00.000Z',
    to: null,
    ...parts,
  };
}

export function buildDisinfection(parts: Partial<Disinfection> = {}): Disinfection {
  return {
    areaId: HALL,
    day: '2020-06-08',
    slot: 1,
    object: 'surfaces',
    agent: 'chlorine',
    product: null,
    targetMgPerL: 500,
    mixture: null,
    method: 'wipe',
    contactMinutes: 30,
    operator: 'property',
    photos: [],
    ...parts,
  };
}

export const disinfectionFact = (told: Told, parts: Partial<Disinfection> = {}): Fact =>
  upkeepFact(told, 'disinfection', buildDisinfection(parts));

export const endFact = (told: Told, disinfectionId: Id): Fact =>
  upkeepFact(told, 'disinfection-end', {
    disinfectionId,
    ventilationMinutes: 30,
    note: null,
    photos: [],
  });

export const acceptanceFact = (
  told: Told,
  disinfectionId: Id,
  isAccepted: Acceptance['isAccepted'] = true,
): Fact => upkeepFact(told, 'acceptance', { disinfectionId, isAccepted, note: null });

export const clearingFact = (told: Told, parts: Partial<RefuseClearing> = {}): Fact =>
  upkeepFact(told, 'refuse-clearing', {
    areaId: HALL,
    day: '2020-06-08',
    slot: 1,
    note: null,
    photos: [],
    ...parts,
  });

export const takeBackFact = (told: Told, voids: Id): Fact =>
  upkeepFact(told, 'void', { voids, doorId: null, reason: 'a slip' });
