import { isDeepStrictEqual } from 'node:util';
import { v4 as uuidv4 } from 'uuid';
import type { Id } from '../../domain/id.ts';
import type {
  CampusEntry,
  CampusRequest,
  DoorEntry,
  DoorRequest,
  ThermometerEntry,
  ThermometerRequest,
} from '../../protocol/office-places.ts';
import type { Door } from '../../domain/place.ts';
import type { Assignment } from '../../domain/role.ts';
import { isZone } from '../../domain/time-zone.ts';
import { changeDocuments, requireVersion } from '../accounts/change-documents.ts';
import { assignmentPut } from '../accounts/staff-documents.ts';
import { listDocuments } from '../database/documents.ts';
import type { Tx } from '../database/tables.ts';
import type { Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { campusPut, doorPut, thermometerPut } from './place-documents.ts';

/** Which document, as it was read; `null` makes a new one. */
export type Known = { id: Id; version: number } | null;

const identify = (known: Known): { id: Id; version: number } =>
  known === null ? { id: uuidv4(), version: 1 } : { id: known.id, version: known.version + 1 };

/** What the audit calls it. */
const verb = (known: Known): string => (known === null ? 'create' : 'change');

export function saveCampus(
  deps: Dependencies,
  of: { by: Id; known: Known; request: CampusRequest },
): Promise<CampusEntry> {
  const { known, request } = of;
  return changeDocuments(deps, of.by, async (tx) => {
    const old =
      known && (await requireVersion(tx, { kind: 'campus', ...known }, { name: request.name }));
    const { id, version } = identify(known);
    await requireNewName(tx, 'campus', { id, name: request.name });
    const zone = request.zone ?? old?.zone ?? deps.settings.campusZone;
    if (!isZone(zone)) throw new Problem('bad-request', { at: 'zone' });
    const campus = { id, name: request.name, zone };
    return {
      puts: [campusPut(campus)],
      what: `campus.${verb(known)}`,
      subject: id,
      result: { version: versionOf(old, campus, version), campus },
    };
  });
}

export function saveDoor(
  deps: Dependencies,
  of: { by: Id; known: Known; request: DoorRequest },
): Promise<DoorEntry> {
  const { known, request } = of;
  return changeDocuments(deps, of.by, async (tx) => {
    const old = known && (await requireVersion(tx, { kind: 'door', ...known }, request));
    const { id, version } = identify(known);
    const buildings = await listDocuments(tx, 'building', request.buildingIds);
    if (buildings.length !== new Set(request.buildingIds).size)
      throw new Problem('bad-request', { at: 'buildingIds' });
    const door = { id, name: request.name, buildingIds: [...new Set(request.buildingIds)] };
    const posts = await postsAtDoor(tx, door);
    return {
      puts: [doorPut(door), ...posts.map(assignmentPut)],
      accountIds: [...new Set(posts.map(({ accountId }) => accountId))],
      what: `door.${verb(known)}`,
      subject: id,
      result: { version: versionOf(old, door, version), door },
    };
  });
}

export function saveThermometer(
  deps: Dependencies,
  of: { by: Id; known: Known; request: ThermometerRequest },
): Promise<ThermometerEntry> {
  const { known, request } = of;
  return changeDocuments(deps, of.by, async (tx) => {
    const old = known && (await requireVersion(tx, { kind: 'thermometer', ...known }, request));
    const { id, version } = identify(known);
    await requireNewName(tx, 'thermometer', { id, name: request.name });
    const thermometer = { id, ...request };
    return {
      puts: [thermometerPut(thermometer)],
      what: `thermometer.${verb(known)}`,
      subject: id,
      result: { version: versionOf(old, thermometer, version), thermometer },
    };
  });
}

/** Posts at a door name the buildings it serves, and follow their scopes. */
async function postsAtDoor(tx: Tx, door: Door): Promise<Assignment[]> {
  const assignments = await listDocuments(tx, 'assignment');
  return assignments.flatMap(({ body }) =>
    body.post.kind === 'door' && body.post.id === door.id
      ? [{ ...body, post: { ...body.post, buildingIds: door.buildingIds } }]
      : [],
  );
}

/** Saving what is there already makes no new version. */
export function versionOf(old: object | null, wanted: object, next: number): number {
  return old !== null && isDeepStrictEqual({ ...old }, { ...wanted }) ? next - 1 : next;
}

export async function requireNewName(
  tx: Tx,
  kind: 'campus' | 'building' | 'thermometer',
  of: { id: Id; name: string },
): Promise<void> {
  const all = await listDocuments(tx, kind);
  if (all.some(({ id, body }) => id !== of.id && body.name === of.name))
    throw new Problem('name-taken', { name: of.name });
}
