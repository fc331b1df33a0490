import { v4 as uuidv4 } from 'uuid';
import type { Id, Instant } from '../../domain/id.ts';
import type { DisinfectionArea } from '../../domain/place.ts';
import type {
  AreaEntry,
  AreaRequest,
  AreasReply,
  AreasRequest,
} from '../../protocol/office-places.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader, Tx } from '../database/tables.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { versionOf } from './change-places.ts';
import { byNaturalOrder } from './natural-order.ts';
import { areaPut } from './place-documents.ts';

/** Those under the plan, by building and name. */
export async function readAreas(db: Reader): Promise<AreaEntry[]> {
  return (await listDocuments(db, 'area'))
    .filter(({ body }) => body.to === null)
    .map(({ version, body }) => ({ version, area: body }))
    .sort(
      ({ area: a }, { area: b }) =>
        a.buildingId.localeCompare(b.buildingId) || byNaturalOrder(a.name, b.name),
    );
}

/** Under the plan from now on. Those whose names the building has already are left as they are. */
export function createAreas(
  deps: Dependencies,
  { by, request }: { by: Id; request: AreasRequest },
): Promise<AreasReply> {
  const from = instantOf(deps.now());
  const { buildingId } = request;
  return changeDocuments(deps, by, async (tx) => {
    if ((await listDocuments(tx, 'building', [buildingId])).length === 0)
      throw new Problem('bad-request', { at: 'buildingId' });
    const known = await namesOf(tx, buildingId);
    const wanted = new Map(request.areas.map((area) => [area.name, area]));
    const areas = [...wanted.values()]
      .filter(({ name }) => !known.has(name))
      .map((area): DisinfectionArea => ({ id: uuidv4(), buildingId, ...area, from, to: null }));
    return {
      puts: areas.map(areaPut),
      what: 'area.create',
      subject: buildingId,
      details: { names: areas.map(({ name }) => name) },
      result: { areas: areas.map((area) => ({ version: 1, area })) },
    };
  });
}

export function saveArea(
  deps: Dependencies,
  of: { by: Id; known: { id: Id; version: number }; request: AreaRequest },
): Promise<AreaEntry> {
  const { known, request } = of;
  return changeDocuments(deps, of.by, async (tx) => {
    const old = await requireVersion(tx, { kind: 'area', ...known }, request);
    const names = await namesOf(tx, old.buildingId);
    if (request.name !== old.name && names.has(request.name))
      throw new Problem('name-taken', { name: request.name });
    const area = changed(old, request, instantOf(deps.now()));
    return {
      puts: [areaPut(area)],
      what: request.isRemoved ? 'area.remove' : 'area.change',
      subject: area.id,
      result: { version: versionOf(old, area, known.version + 1), area },
    };
  });
}

function changed(old: DisinfectionArea, request: AreaRequest, at: Instant): DisinfectionArea {
  const { isRemoved, ...fields } = request;
  return { ...old, ...fields, to: old.to ?? (isRemoved ? at : null) };
}

async function namesOf(tx: Tx, buildingId: Id): Promise<ReadonlySet<string>> {
  const areas = await listDocuments(tx, 'area');
  return new Set(
    areas
      .filter(({ body }) => body.buildingId === buildingId && body.to === null)
      .map(({ body }) => body.name),
  );
}
