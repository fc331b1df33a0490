import { describe, expect, it } from 'vitest';
import type { Assignment, Post, Role } from './role.ts';
import { scopesOfAssignment } from './scope.ts';

const scopesOf = (role: Role, post: Post): string[] => {
  const assignment: Assignment = {
    id: 'a',
    accountId: 'x',
    role,
    post,
    from: '2026-01-01T00:00:00.000Z',
    to: null,
  };
  return scopesOfAssignment(assignment, (buildingId) => [`${buildingId}-1`, `${buildingId}-2`]);
};
const building: Post = { kind: 'building', id: 'b' };
const campus: Post = { kind: 'campus' };

describe('what an assignment lets an account follow', () => {
  it.each<[Role, Post, string[]]>([
    ['student', { kind: 'self' }, ['campus/public']],
    ['volunteer', building, ['campus/public', 'building:b/people']],
    ['keeper', building, ['campus/public', 'campus/staff', 'building:b/door']],
    ['property', building, ['campus/public', 'building:b/upkeep']],
    ['class_head', { kind: 'class', id: 'c' }, ['campus/public', 'campus/staff', 'class:c']],
    ['clinic', campus, ['campus/public', 'clinic']],
    ['teacher', { kind: 'class', id: 'c' }, ['campus/public']],
    ['auditor', campus, ['campus/public', 'campus/staff']],
    ['office_admin', campus, ['campus/public', 'campus/staff']],
  ])('a %s at %o follows %j', (role, post, scopes) => expect(scopesOf(role, post)).toEqual(scopes));

  it('a guard at a door shared by two buildings follows both doors’ passages', () => {
    expect(scopesOf('guard', { kind: 'door', id: 'd', buildingIds: ['b', 'c'] })).toEqual([
      'campus/public',
      'campus/staff',
      'building:b/door',
      'building:c/door',
    ]);
  });

  it('a unit keeper follows the rounds and the health of one unit, and no door', () => {
    expect(scopesOf('unit_keeper', { kind: 'unit', id: 'u', buildingId: 'b' })).toEqual([
      'campus/public',
      'campus/staff',
      'building:b/upkeep',
      'unit:u/round',
      'unit:u/health',
    ]);
  });

  it('a building head follows the door, the upkeep and every unit', () => {
    expect(scopesOf('building_head', building)).toEqual([
      'campus/public',
      'campus/staff',
      'building:b/door',
      'building:b/upkeep',
      'unit:b-1/round',
      'unit:b-1/health',
      'unit:b-2/round',
      'unit:b-2/health',
    ]);
  });

  it('a role without a place of its kind follows no place', () => {
    expect(scopesOf('unit_keeper', building)).toEqual(['campus/public', 'campus/staff']);
    expect(scopesOf('keeper', campus)).toEqual(['campus/public', 'campus/staff']);
  });
});
