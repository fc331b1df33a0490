import { expect, test } from 'vitest';
import { issueCode } from '../../src/server/accounts/enrolment-codes.ts';
import { redeem } from '../../src/server/accounts/redeem.ts';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import { writeMeta } from '../../src/server/database/meta.ts';
import { addCampus, addPerson, addStaff, check } from './support/campus.ts';
import { addPhone, at, openServer, push, record } from './support/test-server.ts';

test('what an account left unsent before it enrolled again on the phone still counts, and the old secret signs nothing new', async () => {
  const server = await openServer();
  await writeMeta(server.db, 'organisation_public_key', '{}');
  const campus = await addCampus(server);
  const { east, classId } = campus;
  const keeper = await addStaff(server, {
    role: 'keeper',
    post: { kind: 'building', id: east.id },
  });
  const phone = await addPhone(server, keeper);
  const resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1, classId });
  const eastCheck = check(east.doorId, resident.id);
  const before = record(phone, 1, { ...eastCheck, at: at(-5) });
  const after = record(phone, 2, { ...eastCheck, at: at(1) });

  const { code } = await issueCode(server.deps, { accountId: keeper.id, by: keeper.id });
  const enrolment = { code, deviceToken: null, deviceName: 'door phone', platform: 'test' };
  const accountSecret = newSecret();
  await redeem(server.deps, { ...enrolment, accountSecret }, phone.deviceId);
  server.clock.nowMs += 2 * 60_000;
  const renewed = record({ ...phone, secret: accountSecret }, 3, { ...eastCheck, at: at(1) });
  const reply = await push(phone, before, after, renewed);

  expect(reply.results).toMatchObject([
    { outcome: 'stored' },
    { outcome: 'parked', why: 'bad-signature' },
    { outcome: 'stored' },
  ]);
});
