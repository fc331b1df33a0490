import type { Id } from './id.ts';
import { grantsOf } from './permission-table.ts';
import { buildingsOfPost } from './assignment-reach.ts';
import type { Assignment, Role } from './role.ts';

/** One audience. Whoever reads a scope reads all of it. */
export type Scope = string;

export const CAMPUS_PUBLIC: Scope = 'campus/public';
export const CAMPUS_STAFF: Scope = 'campus/staff';
export const CLINIC: Scope = 'clinic';

export const buildingScope = (id: Id, part: 'people' | 'door' | 'upkeep'): Scope =>
  `building:${id}/${part}`;
export const isDoorScope = (scope: Scope): boolean => /^building:.*\/door$/.test(scope);
export const isUpkeepScope = (scope: Scope): boolean => /^building:.*\/upkeep$/.test(scope);
export const isRoundScope = (scope: Scope): boolean => /^unit:.*\/round$/.test(scope);
export const unitScope = (id: Id, part: 'round' | 'health'): Scope => `unit:${id}/${part}`;
export const classScope = (id: Id): Scope => `class:${id}`;
export const personScope = (id: Id): Scope => `person:${id}`;
export const isPersonScope = (scope: Scope): boolean => scope.startsWith('person:');

/** What one assignment lets an account follow. `unitIdsOf` lists the units of a building. */
export function scopesOfAssignment(
  assignment: Assignment,
  unitIdsOf: (buildingId: Id) => readonly Id[],
): Scope[] {
  const { role, post } = assignment;
  const base = mayReadDirectory(role) ? [CAMPUS_PUBLIC, CAMPUS_STAFF] : [CAMPUS_PUBLIC];
  return [...base, ...scopesOfPost(role, post, unitIdsOf)];
}

function scopesOfPost(
  role: Role,
  post: Assignment['post'],
  unitIdsOf: (buildingId: Id) => readonly Id[],
): Scope[] {
  switch (role) {
    case 'volunteer':
      return buildingsOfPost(post).map((id) => buildingScope(id, 'people'));
    case 'keeper':
    case 'guard':
      return buildingsOfPost(post).map((id) => buildingScope(id, 'door'));
    case 'property':
      return buildingsOfPost(post).map((id) => buildingScope(id, 'upkeep'));
    case 'unit_keeper':
      return post.kind === 'unit'
        ? [
            buildingScope(post.buildingId, 'upkeep'),
            unitScope(post.id, 'round'),
            unitScope(post.id, 'health'),
          ]
        : [];
    case 'building_head':
    case 'duty_lead':
      return buildingsOfPost(post).flatMap((id) => [
        buildingScope(id, 'door'),
        buildingScope(id, 'upkeep'),
        ...unitIdsOf(id).flatMap((unit) => [unitScope(unit, 'round'), unitScope(unit, 'health')]),
      ]);
    case 'class_head':
    case 'counsellor':
      return post.kind === 'class' ? [classScope(post.id)] : [];
    case 'clinic':
      return [CLINIC];
    case 'student':
    case 'room_head':
    case 'teacher':
    case 'auditor':
    case 'office_admin':
      return [];
  }
}

/** `campus/staff` holds everyone's directory, so only those follow it who may read all of that. */
function mayReadDirectory(role: Role): boolean {
  return grantsOf(role, 'documents').some(
    ({ actions, part, range }) =>
      actions.includes('R') && range === 'all' && (part === 'directory' || part === 'whole'),
  );
}
