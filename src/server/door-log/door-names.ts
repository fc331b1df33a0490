import type { Id } from '../../domain/id.ts';
import type { Directory } from '../../domain/person.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import { listDocuments } from '../database/documents.ts';
import type { Reader } from '../database/tables.ts';

/** What turns the ids of a door log into what people read. */
export interface DoorNames {
  door: (id: Id) => string | null;
  buildingsOfDoor: (id: Id) => readonly Id[];
  account: (id: Id) => string | null;
  device: (id: Id) => string | null;
  thermometer: (id: Id) => string | null;
  policy: PolicyPack;
  people: (db: Reader, ids: readonly Id[]) => Promise<ReadonlyMap<Id, Directory>>;
}

export async function readDoorNames(db: Reader): Promise<DoorNames> {
  const doors = new Map((await listDocuments(db, 'door')).map(({ id, body }) => [id, body]));
  const thermometers = new Map(
    (await listDocuments(db, 'thermometer')).map(({ id, body }) => [id, body.name]),
  );
  const accounts = new Map(
    (await db.selectFrom('account').select(['id', 'name']).execute()).map((row) => [
      row.id,
      row.name,
    ]),
  );
  const devices = new Map(
    (await db.selectFrom('device').select(['id', 'name']).execute()).map((row) => [
      row.id,
      row.name,
    ]),
  );
  const [policy] = await listDocuments(db, 'policy');
  return {
    door: (id) => doors.get(id)?.name ?? null,
    buildingsOfDoor: (id) => doors.get(id)?.buildingIds ?? [],
    account: (id) => accounts.get(id) ?? null,
    device: (id) => devices.get(id) ?? null,
    thermometer: (id) => thermometers.get(id) ?? null,
    policy: policy?.body ?? DEFAULT_POLICY,
    people: readPeople,
  };
}

async function readPeople(db: Reader, ids: readonly Id[]): Promise<ReadonlyMap<Id, Directory>> {
  const people = await listDocuments(db, 'directory', [...new Set(ids)]);
  return new Map(people.map(({ id, body }) => [id, body]));
}
