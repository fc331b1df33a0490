import type { Id } from '../../domain/id.ts';
import type { Account, Assignment } from '../../domain/role.ts';
import type { StaffRow } from '../../domain/roster/staff-reading.ts';
import type { StaffImportRow, StaffPreview } from '../../protocol/office-staff.ts';
import type { Reader } from '../database/tables.ts';
import { listDocuments } from '../database/documents.ts';
import { assignmentsOf } from '../database/access.ts';
import { byNaturalOrder } from '../places/natural-order.ts';
import { readPlaceDocuments, type PlaceDocuments } from '../places/import-places.ts';

/** A row whose unit exists. A building without units is one unit whose id is the building's. */
interface PlacedRow {
  row: StaffRow;
  buildingId: Id;
  unitId: Id;
}

export interface KnownStaff {
  account: Account;
  /** Those open now. */
  posts: Assignment[];
}

export interface PlannedKeeper {
  phone: string;
  name: string;
  known: KnownStaff | null;
  /** Units still to be given. */
  added: { unitId: Id; buildingId: Id }[];
}

export interface StaffPlan {
  keepers: PlannedKeeper[];
  ended: Assignment[];
  rows: StaffImportRow[];
  endedRows: StaffPreview['ended'];
  /** Rows of units that the building list lacks. */
  unplaced: StaffRow[];
}

interface StaffState {
  places: PlaceDocuments;
  staffByPhone: ReadonlyMap<string, KnownStaff>;
  /** Every open post of a unit keeper. */
  keeping: readonly { assignment: Assignment; name: string }[];
}

/** What an import of these rows would do now. */
export async function planStaff(
  db: Reader,
  rows: readonly StaffRow[],
  at: string,
): Promise<StaffPlan> {
  const state = await readStaffState(db, at);
  const placed = rows.flatMap((row) => placeRow(state.places, row) ?? []);
  const placedRows = new Set(placed.map(({ row }) => row));
  const byPhone = new Map<string, PlacedRow[]>();
  for (const one of placed)
    byPhone.set(one.row.phone, [...(byPhone.get(one.row.phone) ?? []), one]);
  const keepers = [...byPhone].map(([phone, own]) => planKeeper(state, phone, own));
  const ended = state.keeping.filter(({ assignment }) => isReplaced(assignment, placed, keepers));
  return {
    keepers,
    ended: ended.map(({ assignment }) => assignment),
    rows: placed.map((one) => importRow(one, keepers)),
    endedRows: ended
      .map(({ assignment, name }) => ({ name, ...placeOf(state.places, assignment) }))
      .sort(
        (a, b) =>
          byNaturalOrder(a.building, b.building) || byNaturalOrder(a.unit ?? '', b.unit ?? ''),
      ),
    unplaced: rows.filter((row) => !placedRows.has(row)),
  };
}

async function readStaffState(db: Reader, at: string): Promise<StaffState> {
  const accounts = (await listDocuments(db, 'account')).map(({ body }) => body);
  const assignments = await assignmentsOf(
    db,
    accounts.map(({ id }) => id),
  );
  const openOf = (id: Id): Assignment[] =>
    (assignments.get(id) ?? []).filter(
      ({ role, to }) => role === 'unit_keeper' && (to === null || to > at),
    );
  const accountByPerson = new Map(accounts.map((account) => [account.personId, account]));
  const staffByPhone = new Map<string, KnownStaff>();
  for (const { phone, personId } of await db.selectFrom('personPhone').selectAll().execute()) {
    const account = accountByPerson.get(personId);
    if (account !== undefined) staffByPhone.set(phone, { account, posts: openOf(account.id) });
  }
  const keeping = accounts.flatMap(({ id, name }) =>
    openOf(id).map((assignment) => ({ assignment, name })),
  );
  return { places: await readPlaceDocuments(db), staffByPhone, keeping };
}

function placeRow({ buildings, units }: PlaceDocuments, row: StaffRow): PlacedRow | null {
  const building = buildings.find(({ name }) => name === row.building);
  if (building === undefined) return null;
  const own = units.filter(({ buildingId }) => buildingId === building.id);
  if (row.unit === null)
    return own.length === 0 ? { row, buildingId: building.id, unitId: building.id } : null;
  const unit = own.find(({ code }) => code === row.unit);
  return unit === undefined ? null : { row, buildingId: building.id, unitId: unit.id };
}

function planKeeper(state: StaffState, phone: string, own: readonly PlacedRow[]): PlannedKeeper {
  const known = state.staffByPhone.get(phone) ?? null;
  const has = new Set(known?.posts.map(({ post }) => (post.kind === 'unit' ? post.id : '')));
  const units = new Map(own.map(({ unitId, buildingId }) => [unitId, { unitId, buildingId }]));
  return {
    phone,
    name: own[0]?.row.name ?? '',
    known,
    added: [...units.values()].filter(({ unitId }) => !has.has(unitId)),
  };
}

/** The file says who keeps its units, and in the buildings it names, which units its people keep. */
function isReplaced(
  { accountId, post }: Assignment,
  placed: readonly PlacedRow[],
  keepers: readonly PlannedKeeper[],
): boolean {
  if (post.kind !== 'unit') return false;
  const phone = keepers.find(({ known }) => known?.account.id === accountId)?.phone;
  const isKept = placed.some(({ row, unitId }) => unitId === post.id && row.phone === phone);
  if (isKept) return false;
  return placed.some(
    ({ row, unitId, buildingId }) =>
      unitId === post.id || (row.phone === phone && buildingId === post.buildingId),
  );
}

function importRow({ row, unitId }: PlacedRow, keepers: readonly PlannedKeeper[]): StaffImportRow {
  const keeper = keepers.find(({ phone }) => phone === row.phone);
  const isSame =
    keeper?.known?.account.name === row.name &&
    !keeper.added.some((added) => added.unitId === unitId);
  const { building, unit, name, phone } = row;
  const kind = keeper?.known ? (isSame ? 'same' : 'changed') : 'new';
  return { row: row.row, building, unit, name, phone, kind };
}

function placeOf(
  { buildings, units }: PlaceDocuments,
  { post }: Assignment,
): { building: string; unit: string | null } {
  if (post.kind !== 'unit') return { building: '', unit: null };
  const building = buildings.find(({ id }) => id === post.buildingId)?.name ?? '';
  return { building, unit: units.find(({ id }) => id === post.id)?.code ?? null };
}
