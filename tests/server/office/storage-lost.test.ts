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

test('a cookie of before, without a signature, still names its phone', async () => {
  const { server, phone } = await openPhone();
  const old = new OfficeClient(server);
  old.cookie = `shouwang-device=${phone.deviceId}`;

  const memory = await old.json('GET', '/device-memory');

  expect(memory).toMatchObject({ device: { name: '东门手机' } });
  expect(await phone.client.json('GET', '/device-memory')).toEqual(memory);
});

test('after sixty losses an address has to wait', async () => {
  const { server } = await openPhone();
  const stranger = new OfficeClient(server);
  for (let count = 0; count < 60; count += 1) await stranger.json(...LOST);

  expect(await stranger.refusal(...LOST)).toBe('too-many-requests');
});
