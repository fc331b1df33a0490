import type { Id } from '../../../src/domain/id.ts';
import { OfficeClient, openWenyuan } from '../office/office-client.ts';
import { addPerson, addStaff, check } from '../support/campus.ts';
import { addPhone, push, record } from '../support/test-server.ts';

export interface FilledOffice {
  office: OfficeClient;
  /** Of everything there is. */
  ids: readonly Id[];
  /** Those that `:id` of this address may mean. */
  idsFor: (path: string) => readonly Id[];
}

/** An office with places, a keeper with a phone, residents and checks, an unknown person's among them. */
export async function openFilledOffice(): Promise<FilledOffice> {
  const office = await openWenyuan();
  const { server } = office;
  const [first] = (await office.places()).buildings;
  const buildingId = first!.building.id;
  const doorId = first!.doors[0]!.door.id;
  const keeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: buildingId },
  });
  const phone = await addPhone(server, keeper);
  const resident = await addPerson(server, { buildingId });
  const subject = { kind: 'unknown', text: '穿蓝衣的人' };
  await push(
    phone,
    record(phone, 1, check(doorId, resident.id)),
    record(phone, 2, check(doorId, resident.id, { subject })),
  );

  const documents = await server.db.selectFrom('document').select(['kind', 'id']).execute();
  const checks = await server.db.selectFrom('opLog').select('id').execute();
  const ofKind = (kind: string) => documents.filter((one) => one.kind === kind).map(({ id }) => id);
  const byPart: Record<string, readonly Id[]> = {
    campuses: ofKind('campus'),
    buildings: ofKind('building'),
    doors: ofKind('door'),
    people: ofKind('directory'),
    staff: ofKind('account'),
    accounts: ofKind('account'),
    devices: [phone.deviceId],
    'door-log': checks.map(({ id }) => id),
  };
  const ids = [...documents, ...checks].map(({ id }) => id);
  return { office, ids, idsFor: (path) => byPart[path.split('/')[1] ?? ''] ?? ids };
}
