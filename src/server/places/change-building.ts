import type { Id } from '../../domain/id.ts';
import type { Unit } from '../../domain/place.ts';
import type { BuildingEntry, BuildingRequest } from '../../protocol/office-places.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { getDocument, listDocuments, type DocumentPut } from '../database/documents.ts';
import type { Tx } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { accountsOver } from './accounts-over.ts';
import { requireNewName, type Known } from './change-places.ts';
import { buildingPut, newBuilding, newUnit, unitPut } from './place-documents.ts';
import { readBuildings } from './read-places.ts';

/** Creates a building with its main door, or changes one and its units. */
export async function saveBuilding(
  deps: Dependencies,
  of: { by: Id; known: Known; request: BuildingRequest },
): Promise<BuildingEntry> {
  const { known, request } = of;
  const id = await changeDocuments(deps, of.by, async (tx) => {
    if ((await getDocument(tx, 'campus', request.campusId)) === null)
      throw new Problem('bad-request', { at: 'campusId' });
    await requireNewName(tx, 'building', { id: known?.id ?? '', name: request.name });
    if (known === null) {
      const { building, puts } = newBuilding(request);
      return { puts, what: 'building.create', subject: building.id, result: building.id };
    }
    const puts = await changedBuilding(tx, known, request);
    return {
      puts,
      accountIds: await accountsOver(tx, [known.id]),
      what: 'building.change',
      subject: known.id,
      result: known.id,
    };
  });
  const entry = (await readBuildings(deps.db)).find(({ building }) => building.id === id);
  if (entry === undefined) throw new Error('the building just saved is not there');
  return entry;
}

async function changedBuilding(
  tx: Tx,
  known: NonNullable<Known>,
  request: BuildingRequest,
): Promise<DocumentPut[]> {
  const { units: codes, accessMode, ...wanted } = request;
  const old = await requireVersion(tx, { kind: 'building', ...known }, wanted);
  const units = await unitsOf(tx, known.id);
  const had = new Set(units.map((unit) => unit.code));
  const kept = new Set(codes);
  const gone = units.find((unit) => !kept.has(unit.code));
  // Facts lie under the unit's id for as long as they are kept.
  if (gone !== undefined)
    throw new Problem('conflict', { at: 'units', why: 'unit-kept', unit: gone.code });
  const added = [...kept].filter((code) => !had.has(code)).map((code) => newUnit(known.id, code));
  const building = { ...old, ...wanted, accessMode: accessMode ?? old.accessMode };
  return [buildingPut(building), ...added.map(unitPut)];
}

async function unitsOf(tx: Tx, buildingId: Id): Promise<Unit[]> {
  const units = await listDocuments(tx, 'unit');
  return units.map(({ body }) => body).filter((unit) => unit.buildingId === buildingId);
}
