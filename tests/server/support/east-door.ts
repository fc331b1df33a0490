import {
  addCampus,
  addPerson,
  addStaff,
  type TestAccount,
  type TestCampus,
  type TestPerson,
} from './campus.ts';
import { addPhone, openServer, type TestPhone, type TestServer } from './test-server.ts';

/** A server with a keeper's phone at the east door, and a resident of that building. */
export interface EastDoor {
  server: TestServer;
  campus: TestCampus;
  keeper: TestAccount;
  phone: TestPhone;
  resident: TestPerson;
}

export async function openEastDoor(): Promise<EastDoor> {
  const server = await openServer();
  const campus = await addCampus(server);
  const { east, classId } = campus;
  const keeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: east.id },
  });
  const phone = await addPhone(server, keeper);
  const resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1, classId });
  return { server, campus, keeper, phone, resident };
}
