import type { Role } from './role.ts';

/** W record · R read · V void or amend what others recorded · D decide · X export. */
export type Action = 'W' | 'R' | 'V' | 'D' | 'X';

export const AREAS = [
  /** Checks, visitors and shifts at a door. */
  'door_check',
  /** Room inspection and second reading. */
  'room_inspection',
  /** Seal, hygiene, disinfection, refuse. */
  'upkeep',
  /** Self-report, session check, absence. */
  'self_report',
  'case',
  'leave',
  /** Duty, handover, supplies, requests. */
  'duty',
  'census',
  /** Places, people, policy, accounts. */
  'documents',
  /** Audit log, devices, enrolment codes, retention. */
  'audit',
] as const;
export type Area = (typeof AREAS)[number];

/** How far a right reaches. "Own" is the post of an assignment that is valid at the moment in question. */
export type Range =
  | 'all'
  | 'own'
  | 'own-door'
  | 'own-building'
  | 'own-unit'
  | 'own-class'
  | 'own-room'
  | 'self'
  | 'self-recorded'
  | 'self-recorded-of-shift'
  | 'of-a-case'
  | 'handed-over';

/** A part of an area. A right over `whole` holds for every part but `identity`, which is named or not given. */
export type Part =
  | 'whole'
  | 'reported'
  | 'on-behalf'
  | 'absence'
  | 'state'
  | 'stop-pass'
  | 'stamp'
  | 'tier'
  | 'supplies'
  | 'requests'
  | 'line-1'
  | 'line-2'
  | 'after-close'
  | 'public'
  | 'names'
  | 'directory'
  | 'contact'
  | 'identity'
  | 'who-saw-me'
  | 'devices'
  | 'codes'
  | 'cards';

export interface Grant {
  actions: readonly Action[];
  part: Part;
  range: Range;
}

type Letters =
  | 'W'
  | 'R'
  | 'V'
  | 'D'
  | 'X'
  | 'WR'
  | 'WRV'
  | 'WRD'
  | 'WRVD'
  | 'WRX'
  | 'RD'
  | 'RVX'
  | 'RDX'
  | 'RVDX';

/** "keeper" stands for the keeper and the guard, and so on: one column of the table. */
type Column =
  | 'student'
  | 'room_head'
  | 'teacher'
  | 'volunteer'
  | 'keeper'
  | 'unit_keeper'
  | 'building_head'
  | 'class_head'
  | 'property'
  | 'clinic'
  | 'auditor'
  | 'office_admin';

const COLUMN_OF_ROLE: Readonly<Record<Role, Column>> = {
  student: 'student',
  room_head: 'room_head',
  teacher: 'teacher',
  volunteer: 'volunteer',
  keeper: 'keeper',
  guard: 'keeper',
  unit_keeper: 'unit_keeper',
  building_head: 'building_head',
  duty_lead: 'building_head',
  class_head: 'class_head',
  counsellor: 'class_head',
  property: 'property',
  clinic: 'clinic',
  auditor: 'auditor',
  office_admin: 'office_admin',
};

/** Whoever may do what: the whole table, once. `tests/permissions.expected.csv` is its copy typed by hand. */
const TABLE: Readonly<Record<Area, Partial<Record<Column, readonly Grant[]>>>> = {
  door_check: {
    ...everyResident(may('R', 'self')),
    volunteer: [may('W', 'own-door'), may('R', 'self-recorded-of-shift')],
    keeper: [may('WR', 'own-building')],
    unit_keeper: [may('WR', 'own-unit')],
    building_head: [may('WRV', 'own')],
    class_head: [may('R', 'own-class')],
    clinic: [may('R', 'of-a-case')],
    auditor: [may('R', 'all')],
    office_admin: [may('RVX', 'all')],
  },
  room_inspection: {
    ...everyResident(may('R', 'self')),
    volunteer: [may('W', 'own'), may('R', 'self-recorded')],
    unit_keeper: [may('WR', 'own-unit')],
    building_head: [may('WRV', 'own')],
    class_head: [may('R', 'own-class')],
    clinic: [may('R', 'of-a-case')],
    auditor: [may('R', 'all')],
    office_admin: [may('RVX', 'all')],
  },
  upkeep: {
    volunteer: [may('W', 'own')],
    keeper: [may('R', 'own-building')],
    unit_keeper: [may('WR', 'own-unit')],
    building_head: [may('WRV', 'own')],
    property: [may('WR', 'own-building')],
    auditor: [may('R', 'all')],
    office_admin: [may('RVX', 'all')],
  },
  self_report: {
    student: [may('WR', 'self')],
    room_head: [may('WR', 'self'), may('W', 'own-room')],
    teacher: [may('WR', 'self'), may('W', 'own-class', 'absence')],
    keeper: [may('W', 'own-building', 'on-behalf'), may('R', 'own-building', 'reported')],
    unit_keeper: [may('WR', 'own-unit')],
    building_head: [may('R', 'own')],
    class_head: [may('WRV', 'own-class')],
    clinic: [may('R', 'of-a-case')],
    auditor: [may('R', 'all')],
    office_admin: [may('RVX', 'all')],
  },
  case: {
    ...everyResident(may('R', 'self', 'state')),
    keeper: [may('R', 'own-building', 'stop-pass')],
    unit_keeper: [may('WR', 'own-unit')],
    building_head: [may('WRD', 'own')],
    class_head: [may('WR', 'own-class')],
    clinic: [may('WRD', 'handed-over')],
    auditor: [may('R', 'all')],
    office_admin: [may('RDX', 'all')],
  },
  leave: {
    ...everyResident(may('WR', 'self')),
    keeper: [may('R', 'own-building'), may('W', 'own-building', 'stamp')],
    unit_keeper: [may('R', 'own-unit')],
    building_head: [may('R', 'own'), may('D', 'own', 'tier')],
    class_head: [may('R', 'own'), may('D', 'own', 'tier')],
    auditor: [may('R', 'all')],
    office_admin: [may('RDX', 'all')],
  },
  duty: {
    ...everyResident(may('WR', 'self', 'requests')),
    volunteer: [may('W', 'own', 'supplies')],
    keeper: [may('WR', 'own')],
    unit_keeper: [may('WR', 'own')],
    building_head: [may('WRVD', 'own')],
    class_head: [may('RD', 'own', 'requests')],
    property: [may('WR', 'own')],
    auditor: [may('R', 'all')],
    office_admin: [may('RVDX', 'all')],
  },
  census: {
    unit_keeper: [may('W', 'own-unit', 'line-1')],
    building_head: [may('R', 'own', 'after-close')],
    property: [may('W', 'own', 'line-1')],
    auditor: [may('R', 'all', 'after-close')],
    office_admin: [may('W', 'all', 'line-2'), may('D', 'all')],
  },
  documents: {
    student: [may('R', 'all', 'public')],
    room_head: [may('R', 'all', 'public'), may('R', 'own-room', 'names')],
    teacher: [may('R', 'all', 'public'), may('R', 'own-class', 'names')],
    volunteer: [may('R', 'own', 'directory')],
    keeper: [may('R', 'all', 'directory')],
    unit_keeper: [may('R', 'all', 'directory'), may('R', 'own', 'contact')],
    building_head: [may('R', 'all', 'directory'), may('R', 'own', 'contact')],
    class_head: [may('R', 'all', 'directory'), may('R', 'own-class', 'contact')],
    property: [may('R', 'all', 'public')],
    clinic: [may('R', 'all', 'public'), may('R', 'of-a-case', 'contact')],
    auditor: [may('R', 'all')],
    office_admin: [may('WRX', 'all'), may('WRX', 'all', 'identity')],
  },
  audit: {
    ...everyResident(may('R', 'self', 'who-saw-me')),
    unit_keeper: [may('W', 'own', 'cards')],
    building_head: [may('R', 'own', 'devices'), may('W', 'own', 'codes')],
    class_head: [may('R', 'own', 'devices'), may('W', 'own', 'codes')],
    auditor: [may('R', 'all')],
    office_admin: [may('WRX', 'all')],
  },
};

/** One cell of the table: what a role may do in an area. Empty = nothing. */
export function grantsOf(role: Role, area: Area): readonly Grant[] {
  return TABLE[area][COLUMN_OF_ROLE[role]] ?? [];
}

function may(letters: Letters, range: Range, part: Part = 'whole'): Grant {
  return { actions: letters.split('').filter(isAction), part, range };
}

function isAction(letter: string): letter is Action {
  return 'WRVDX'.includes(letter);
}

/** The first column of the table: students and the staff who live here. */
function everyResident(
  grant: Grant,
): Record<'student' | 'room_head' | 'teacher', readonly Grant[]> {
  return { student: [grant], room_head: [grant], teacher: [grant] };
}
