import { describe, expect, it } from 'vitest';
import {
  isAllowed,
  mayMatchUnknown,
  mayOffice,
  mayRecord,
  mayVoid,
  type Target,
} from './permission.ts';
import type { Assignment, Post, Role } from './role.ts';

const B1 = '00000000-0000-4000-8000-0000000000b1';
const B2 = '00000000-0000-4000-8000-0000000000b2';
const DOOR1 = '00000000-0000-4000-8000-0000000000d1';
const DOOR2 = '00000000-0000-4000-8000-0000000000d2';
const UNIT = '00000000-0000-4000-8000-0000000000e1';
const OTHER_UNIT = '00000000-0000-4000-8000-0000000000e2';
const CLASS = '00000000-0000-4000-8000-0000000000c1';
const PERSON = '00000000-0000-4000-8000-0000000000f1';
const NOW = '2026-03-02T08:00:00.000Z';

const assigned = (role: Role, post: Post): Assignment => ({
  id: UNIT,
  accountId: PERSON,
  role,
  post,
  from: '2026-03-01T00:00:00.000Z',
  to: '2026-03-03T00:00:00.000Z',
});
const building = (id: string): Post => ({ kind: 'building', id });
const door = (id: string): Post => ({ kind: 'door', id, buildingIds: [B1] });
const unitPost: Post = { kind: 'unit', id: UNIT, buildingId: B1 };
const campus: Post = { kind: 'campus' };

const check: Target = {
  type: 'door-check',
  buildingIds: [B1],
  doorId: DOOR1,
  personId: PERSON,
  unitId: UNIT,
  classId: CLASS,
};

describe('recording at a door', () => {
  it.each<[Role, Post, boolean]>([
    ['keeper', building(B1), true],
    ['keeper', building(B2), false],
    ['guard', door(DOOR1), true],
    ['guard', door(DOOR2), true],
    ['volunteer', door(DOOR1), true],
    ['volunteer', door(DOOR2), false],
    ['volunteer', building(B1), true],
    ['unit_keeper', unitPost, true],
    ['unit_keeper', { kind: 'unit', id: OTHER_UNIT, buildingId: B1 }, false],
    ['building_head', building(B1), true],
    ['duty_lead', building(B2), false],
    ['class_head', { kind: 'class', id: CLASS }, false],
    ['property', building(B1), false],
    ['student', { kind: 'self' }, false],
    ['clinic', campus, false],
    ['auditor', campus, false],
    ['office_admin', campus, false],
  ])('a %s posted at %o: %s', (role, post, expected) => {
    expect(mayRecord([assigned(role, post)], check, NOW)).toBe(expected);
  });

  it('lets a unit keeper log shifts and visitors at the doors of the building only', () => {
    const keeper = [assigned('unit_keeper', unitPost)];
    const visitor: Target = { ...check, type: 'visitor', personId: null, unitId: null };
    expect(mayRecord(keeper, visitor, NOW)).toBe(true);
    expect(mayRecord(keeper, { ...visitor, type: 'shift' }, NOW)).toBe(true);
    expect(mayRecord(keeper, { ...visitor, buildingIds: [B2] }, NOW)).toBe(false);
  });

  it('serves every building of a shared door', () => {
    const shared = { ...check, buildingIds: [B2, B1] };
    expect(mayRecord([assigned('keeper', building(B1))], shared, NOW)).toBe(true);
  });

  it('holds from the first moment of an assignment until, not at, its last', () => {
    const keeper = [assigned('keeper', building(B1))];
    expect(mayRecord(keeper, check, '2026-02-28T23:59:59.999Z')).toBe(false);
    expect(mayRecord(keeper, check, '2026-03-01T00:00:00.000Z')).toBe(true);
    expect(mayRecord(keeper, check, '2026-03-03T00:00:00.000Z')).toBe(false);
  });

  it('gives nothing at a door that nobody knows', () => {
    const nowhere = { ...check, buildingIds: [] };
    expect(mayRecord([assigned('building_head', building(B1))], nowhere, NOW)).toBe(false);
  });
});

describe('taking back', () => {
  const author = { isAuthor: true, withinShift: true, at: NOW };
  const later = { isAuthor: true, withinShift: false, at: NOW };
  const another = { isAuthor: false, withinShift: true, at: NOW };

  it('is the author’s right while the shift runs, and not after', () => {
    const keeper = [assigned('keeper', building(B1))];
    expect(mayVoid(keeper, check, author)).toBe(true);
    expect(mayVoid(keeper, check, later)).toBe(false);
    expect(mayVoid(keeper, check, another)).toBe(false);
  });

  it('is the building head’s right in the own building, and the office’s everywhere', () => {
    expect(mayVoid([assigned('building_head', building(B1))], check, another)).toBe(true);
    expect(mayVoid([assigned('building_head', building(B2))], check, another)).toBe(false);
    expect(mayVoid([assigned('office_admin', campus)], check, another)).toBe(true);
    expect(mayVoid([assigned('auditor', campus)], check, another)).toBe(false);
  });

  it('leaves the naming of an unknown person to building head and office', () => {
    const unknown = { ...check, personId: null, unitId: null, classId: null };
    expect(mayMatchUnknown([assigned('keeper', building(B1))], unknown, NOW)).toBe(false);
    expect(mayMatchUnknown([assigned('duty_lead', building(B1))], unknown, NOW)).toBe(true);
    expect(mayMatchUnknown([assigned('office_admin', campus)], unknown, NOW)).toBe(true);
  });
});

describe('the office', () => {
  it('writes documents; the auditor reads them, but no identity', () => {
    const office = [assigned('office_admin', campus)];
    const auditor = [assigned('auditor', campus)];
    expect(mayOffice(office, { area: 'documents', action: 'W' }, NOW)).toBe(true);
    expect(mayOffice(office, { area: 'documents', action: 'R', part: 'identity' }, NOW)).toBe(true);
    expect(mayOffice(auditor, { area: 'documents', action: 'R', part: 'contact' }, NOW)).toBe(true);
    expect(mayOffice(auditor, { area: 'documents', action: 'R', part: 'identity' }, NOW)).toBe(
      false,
    );
    expect(mayOffice(auditor, { area: 'documents', action: 'W' }, NOW)).toBe(false);
  });

  it('is not every keeper: a right over the own place is none over the campus', () => {
    const head = [assigned('building_head', building(B1))];
    expect(mayOffice(head, { area: 'audit', action: 'W', part: 'codes' }, NOW)).toBe(false);
    expect(isAllowed(head, { area: 'audit', action: 'W', part: 'codes', place: check }, NOW)).toBe(
      true,
    );
    expect(
      isAllowed(head, { area: 'audit', action: 'W', part: 'devices', place: check }, NOW),
    ).toBe(false);
  });
});
