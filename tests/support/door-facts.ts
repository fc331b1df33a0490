import type { DoorCheck, Shift, ShiftEnd, Visitor } from '../../src/domain/door-check.ts';
import type { Fact } from '../../src/domain/operation.ts';
import type { Reading } from '../../src/domain/reading.ts';

/** A readable id: `idOf('d', 1)`. The letters and the number keep their order. */
export function idOf(kind: string, number: number): string {
  const hex = [...kind].map((letter) => letter.charCodeAt(0).toString(16)).join('');
  return `00000000-0000-4000-8${hex.padEnd(3, '0').slice(0, 3)}-${String(number).padStart(12, '0')}`;
}

export const DOOR = idOf('d', 1);
export const BUILDING = idOf('b', 1);
export const GUARD = idOf('g', 1);

/** `seconds` after 08:00 UTC of an invented day. */
export function momentAt(seconds: number): string {
  return new Date(Date.UTC(2026, 2, 2, 8) + seconds * 1000).toISOString();
}

export function readingOf(tempC: number, site: Reading['site'] = 'forehead'): Reading {
  return { tempC, site, thermometerId: null, rawValue: tempC, rawUnit: 'C' };
}

export interface Told {
  id: string;
  /** Seconds after 08:00 UTC. */
  at: number;
  by?: string;
  receivedAt?: string | null;
}

/** A fact of any kind, as it comes down. */
export function factOf(told: Told, type: string, body: unknown): Fact {
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

export function checkFact(told: Told & Partial<DoorCheck> & { personId?: string }): Fact {
  const body: DoorCheck = {
    subject: told.subject ?? { kind: 'person', personId: told.personId ?? idOf('r', 1) },
    doorId: told.doorId ?? DOOR,
    direction: told.direction ?? 'in',
    reading: told.reading === undefined ? readingOf(36.5) : told.reading,
    repeats: told.repeats ?? null,
    amends: told.amends ?? null,
  };
  return factOf(told, 'door-check', body);
}

export function voidFact(told: Told & { voids: string }): Fact {
  return factOf(told, 'void', { voids: told.voids, doorId: DOOR, reason: 'mistyped' });
}

export function visitorFact(told: Told & Partial<Visitor>): Fact {
  const body: Visitor = {
    doorId: told.doorId ?? DOOR,
    name: told.name ?? '访客',
    hostId: told.hostId ?? null,
    hostText: told.hostText ?? null,
    phone: told.phone ?? null,
  };
  return factOf(told, 'visitor', body);
}

export function shiftFact(told: Told & Partial<Shift>): Fact {
  const body: Shift = {
    doorId: told.doorId ?? DOOR,
    thermometerId: null,
    thermometerUnit: 'C',
    site: told.site ?? 'forehead',
  };
  return factOf(told, 'shift', body);
}

export function shiftEndFact(told: Told & Pick<ShiftEnd, 'shiftId' | 'why'>): Fact {
  return factOf(told, 'shift-end', { shiftId: told.shiftId, doorId: DOOR, why: told.why });
}
