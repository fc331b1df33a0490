import { createHash } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import type { RosterRow } from '../../domain/roster/roster-row.ts';
import type {
  DifferenceCounts,
  DifferenceKind,
  DifferenceRow,
} from '../../protocol/office-roster.ts';
import {
  comparedFields,
  fieldsAfter,
  fieldsOfKnown,
  fieldsOfRow,
  homeFields,
  silentFields,
  type ComparedField,
  type PersonFields,
} from './roster-fields.ts';
import type { KnownPerson, RosterState } from './roster-state.ts';

/** What the import does to one person. `after` is `null` for one who left, `before` for a new one. */
export interface PlannedPerson {
  kind: DifferenceKind;
  number: string;
  row: RosterRow | null;
  known: KnownPerson | null;
  before: PersonFields | null;
  after: PersonFields | null;
  fields: ComparedField[];
}

export interface RosterPlan {
  people: PlannedPerson[];
  counts: DifferenceCounts;
  /** Equal for equal plans: what was previewed is what is applied, or nothing is. */
  sha: string;
}

/** Compares a reading with what is known. Pure; the same for preview and import. */
export function planRoster(state: RosterState, rows: readonly RosterRow[]): RosterPlan {
  const nameById = new Map(state.places.buildings.map(({ id, name }) => [id, name]));
  const buildingName = (id: Id): string | null => nameById.get(id) ?? null;
  const silent = silentFields(rows);
  const people = rows.map((row): PlannedPerson => {
    const known = state.peopleByNumber.get(row.studentNo) ?? null;
    const before = known && fieldsOfKnown(known, buildingName);
    const after = fieldsAfter(fieldsOfRow(row), before, silent);
    const fields = comparedFields.filter((field) => (before?.[field] ?? null) !== after[field]);
    const kind = kindOf(before, fields);
    return { kind, number: row.studentNo, row, known, before, after, fields };
  });
  people.push(...leaversOf(state, rows, buildingName));
  const counts: DifferenceCounts = { new: 0, moved: 0, changed: 0, left: 0, same: 0 };
  const hash = createHash('sha256');
  for (const { kind, number, before, after } of people) {
    counts[kind] += 1;
    hash.update(JSON.stringify([kind, number, before, after]));
  }
  return { people, counts, sha: hash.digest('hex') };
}

function kindOf(before: PersonFields | null, fields: readonly ComparedField[]): DifferenceKind {
  if (before === null) return 'new';
  if (fields.length === 0) return 'same';
  return fields.some((field) => homeFields.some((home) => home === field)) ? 'moved' : 'changed';
}

/**
 * Those known who are not in the file although it should have them: residents of its buildings; and,
 * if it has every building that anybody lives in, people without a building who have not left yet, or are still on
 * the roll of a class.
 */
function leaversOf(
  state: RosterState,
  rows: readonly RosterRow[],
  buildingName: (id: Id) => string | null,
): PlannedPerson[] {
  const buildings = new Set(rows.map((row) => row.building));
  const present = new Set(rows.map((row) => state.peopleByNumber.get(row.studentNo)));
  const everyone = [...new Set(state.peopleByNumber.values())];
  const placed = everyone.map((known) => ({
    known,
    before: fieldsOfKnown(known, buildingName),
  }));
  const isWhole = placed.every(
    ({ before }) => before.building === null || buildings.has(before.building),
  );
  return placed
    .filter(({ known, before }) => {
      if (present.has(known)) return false;
      return before.building === null
        ? isWhole && (before.leftOn === null || known.directory.classId !== null)
        : buildings.has(before.building);
    })
    .map(({ known, before }) => ({
      kind: 'left' as const,
      number: known.directory.number ?? '',
      row: null,
      known,
      before,
      after: null,
      fields: [],
    }));
}

export function differenceRow(person: PlannedPerson): DifferenceRow {
  const { kind, number, row, before, after, fields } = person;
  const name = after?.name ?? before?.name ?? '';
  return { kind, number, name, row: row?.row ?? null, before, after, fields };
}
