import { expect, test } from 'vitest';
import { issueCode } from '../../src/server/accounts/enrolment-codes.ts';
import { openPhoneSession } from '../../src/server/accounts/phones.ts';
import { redeem } from '../../src/server/accounts/redeem.ts';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import { writeMeta } from '../../src/server/database/meta.ts';
import { addCampus, addPerson, addStaff, check } from './support/campus.ts';
import { sessionRequest } from './support/session-request.ts';
import { addPhone, at, openServer, push, record, type TestPhone } from './support/test-server.ts';

async function openDoor() {
  const server = await openServer();
  await writeMeta(server.db, 'organisation_public_key', '{}');
  const { east, classId } = await addCampus(server);
  const post = { kind: 'building', id: east.id } as const;
  const keeper = await addStaff(server, { role: 'keeper', post });
  const phone = await addPhone(server, keeper);
  const resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1, classId });

  /** The phone with its new secret, which it may never hear of. */
  async function redeemedAgain(): Promise<TestPhone> {
    const { code } = await issueCode(server.deps, { accountId: keeper.id, by: keeper.id });
    const secret = newSecret();
    const enrolment = { code, deviceToken: null, deviceName: 'door phone', platform: 'test' };
    await redeem(server.deps, { ...enrolment, accountSecret: secret }, phone.deviceId);
    return { ...phone, secret };
  }
  async function openSession(by: TestPhone) {
    const device = server.db.selectFrom('device').selectAll().where('id', '=', phone.deviceId);
    const row = await device.executeTakeFirstOrThrow();
    return openPhoneSession(server.deps, row, sessionRequest(by));
  }
  const sessions = () => server.db.selectFrom('session').select('expiresAt').execute();
  const checkAt = (minutes: number) => ({ ...check(east.doorId, resident.id), at: at(minutes) });
  return { server, phone, redeemedAgain, openSession, sessions, checkAt };
}

test('what an account left unsent before it enrolled again on the phone still counts, and once the new secret is used the old one signs nothing new', async () => {
  const { server, phone, redeemedAgain, openSession, checkAt } = await openDoor();
  const before = record(phone, 1, checkAt(-5));
  const after = record(phone, 2, checkAt(1));

  const again = await redeemedAgain();
  await openSession(again);
  server.clock.nowMs += 2 * 60_000;
  const reply = await push(phone, before, after, record(again, 3, checkAt(1)));

  expect(reply.results).toMatchObject([
    { outcome: 'stored' },
    { outcome: 'parked', why: 'bad-signature' },
    { outcome: 'stored' },
  ]);
});

test('a phone that never heard of its new secret keeps what it records with the old one, which opens nothing', async () => {
  const { server, phone, redeemedAgain, openSession, checkAt } = await openDoor();

  await redeemedAgain();
  await redeemedAgain();
  server.clock.nowMs += 2 * 60_000;
  const reply = await push(phone, record(phone, 1, checkAt(1)));

  expect(reply.results).toMatchObject([{ outcome: 'stored' }]);
  await expect(openSession(phone)).rejects.toMatchObject({ code: 'forbidden' });
});

test('the sessions that the old secret opened end with the new enrolment', async () => {
  const { phone, redeemedAgain, openSession, sessions } = await openDoor();
  await openSession(phone);

  const again = await redeemedAgain();

  expect(await sessions()).toEqual([]);
  await openSession(again);
  expect(await sessions()).toHaveLength(1);
});
