import { expect, test } from 'vitest';
import { DeviceList } from '../../../src/protocol/office-staff.ts';
import { addStaff } from '../support/campus.ts';
import { enrolPhone } from '../support/enrolling.ts';
import { openCampus } from './card-office.ts';
import { OfficeClient } from './office-client.ts';

/** A guard's phone, and what the office sees of its losses. */
async function openPhone() {
  const { office, server, campus } = await openCampus();
  const post = { kind: 'building', id: campus.east.id } as const;
  const guard = await addStaff(server, { role: 'guard', post });
  const phone = await enrolPhone(server, (await office.code(guard.id)).code);
  const losses = async () =>
    DeviceList.parse(await office.json('GET', '/devices')).devices.map((one) => one.storageLost);
  return { server, phone, losses };
}

const LOST = ['POST', '/device-memory/lost', { pending: 3 }] as const;

test('the loss of a phone is the word of its own cookie, not of whoever knows its id', async () => {
  const { server, phone, losses } = await openPhone();
  const colleague = new OfficeClient(server);
  const name = `shouwang-device=${phone.deviceId}`;

  for (const forged of ['', `.${'A'.repeat(43)}%3D`]) {
    colleague.cookie = `${name}${forged}`;
    await colleague.json(...LOST);
  }
  expect(await losses()).toEqual([null]);

  await phone.client.json(...LOST);
  expect(await losses()).toMatchObject([{ pending: 3 }]);
});

test('only its own cookie, in our hand, tells what a phone held; one of before is renewed with the next session', async () => {
  const { server, phone } = await openPhone();
  const memory = await phone.client.json('GET', '/device-memory');
  const unsigned = `shouwang-device=${phone.deviceId}`;
  const whoever = new OfficeClient(server);
  whoever.cookie = unsigned;
  expect(await whoever.json('GET', '/device-memory')).toEqual({ device: null });
  expect(memory).toMatchObject({ device: { name: '东门手机' } });

  phone.client.cookie = unsigned;
  await phone.openSession();

  expect(await phone.client.json('GET', '/device-memory')).toMatchObject(memory as object);
});

test('after sixty losses an address has to wait', async () => {
  const { server } = await openPhone();
  const stranger = new OfficeClient(server);
  for (let count = 0; count < 60; count += 1) await stranger.json(...LOST);

  expect(await stranger.refusal(...LOST)).toBe('too-many-requests');
});
