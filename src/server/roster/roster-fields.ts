import type { Id } from '../../domain/id.ts';
import { rosterFields, type RosterField, type RosterRow } from '../../domain/roster/roster-row.ts';
import type { KnownPerson } from './roster-state.ts';

/** A person as a roster would write them. The campus is the building's, and the number is the key. */
export type PersonFields = Record<ComparedField, string | null>;
export type ComparedField = Exclude<RosterField, 'studentNo' | 'campus'>;

export const comparedFields = rosterFields.filter(
  (field): field is ComparedField => field !== 'studentNo' && field !== 'campus',
);

export const homeFields = ['building', 'unit', 'room', 'bed'] as const;

export function fieldsOfKnown(
  { directory, contact, identity }: KnownPerson,
  buildingName: (id: Id) => string | null,
): PersonFields {
  const { home } = directory;
  return {
    name: directory.name,
    passportName: directory.passportName,
    gender: directory.gender,
    nationality: identity?.nationality ?? null,
    nationalityText: identity?.nationalityText ?? null,
    passportNo: identity?.passportNo ?? null,
    college: directory.college,
    grade: directory.grade,
    className: directory.className,
    category: directory.category,
    building: home === null ? null : buildingName(home.buildingId),
    unit: home?.unit ?? null,
    room: home?.room ?? null,
    bed: home?.bed ?? null,
    counsellor: contact?.counsellor ?? null,
    phone: contact?.phone ?? null,
    wechat: contact?.wechat ?? null,
    whereabouts: contact?.whereabouts ?? null,
    enrolledOn: identity?.enrolledOn ?? null,
    leftOn: identity?.leftOn ?? null,
    remark: identity?.remark ?? null,
  };
}

export function fieldsOfRow(row: RosterRow): PersonFields {
  const entries = comparedFields.map((field) => [field, row[field]] as const);
  return Object.fromEntries(entries) as PersonFields;
}

/** Fields that no row fills: the file has no such column, or nobody filled it in. It says nothing about them. */
export function silentFields(rows: readonly RosterRow[]): ReadonlySet<ComparedField> {
  const silent = new Set(comparedFields);
  for (const row of rows) {
    for (const field of silent) if (row[field] !== null) silent.delete(field);
    if (silent.size === 0) break;
  }
  return silent;
}

/**
 * What the person is after the import: the row, and where the file says nothing, what is known. A bed
 * is not kept through a move: unit, room and bed stay known only while all above them stays equal.
 */
export function fieldsAfter(
  row: PersonFields,
  before: PersonFields | null,
  silent: ReadonlySet<ComparedField>,
): PersonFields {
  if (before === null) return row;
  const after = { ...row };
  let isSamePlace = true;
  for (const field of silent)
    if (!homeFields.some((home) => home === field)) after[field] = before[field];
  for (const field of homeFields) {
    if (silent.has(field) && isSamePlace) after[field] = before[field];
    isSamePlace &&= after[field] === before[field];
  }
  return after;
}
