import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { buildingScope } from '../../src/domain/scope.ts';
import { check } from './support/campus.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import { addPhone, headersOf, push, record, type TestPhone } from './support/test-server.ts';

let east: EastDoor;

beforeEach(async () => {
  east = await openEastDoor();
});

const recordCheck = () => {
  const { phone, campus, resident } = east;
  return push(phone, record(phone, 1, check(campus.east.doorId, resident.id)));
};

async function open(by: TestPhone) {
  const response = await east.server.app.request('/api/v1/poke', { headers: headersOf(by) });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader.cancel());
  await reader.read();
  return { response, reader };
}

test('a poke names the changed scopes that the account follows, and no others', async () => {
  const { response, reader } = await open(east.phone);

  await recordCheck();

  const { value } = await reader.read();
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(value).toMatch(/^event: heads\n/);
  const heads = JSON.parse(/data: (.*)\n/.exec(value!)![1]!);
  expect(heads).toEqual({ [buildingScope(east.campus.east.id, 'door')]: 2 });
});

test('a device has four streams: one more ends its oldest, and no other device’s', async () => {
  const { phone, server, keeper } = east;
  const other = await open(await addPhone(server, keeper));
  const streams = [await open(phone), await open(phone), await open(phone), await open(phone)];

  const newest = await open(phone);
  const ended = await streams[0]!.reader.read();
  await recordCheck();
  const alive = [...streams.slice(1), newest, other];
  const heard = await Promise.all(alive.map(({ reader }) => reader.read()));

  expect(ended.done).toBe(true);
  expect(heard.map(({ value }) => value?.split('\n')[0])).toEqual(Array(5).fill('event: heads'));
});

test('streams that have ended leave their places', async () => {
  const { reader } = await open(east.phone);
  for (let count = 0; count < 6; count += 1) await (await open(east.phone)).reader.cancel();

  await recordCheck();

  expect((await reader.read()).value).toMatch(/^event: heads/);
});

test('without a session there are no pokes', async () => {
  const headers = { ...headersOf(east.phone), 'shouwang-session': 'none' };

  const response = await east.server.app.request('/api/v1/poke', { headers });

  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: 'session-expired' });
});
