import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { FACT_VERSIONS } from '../../src/domain/fact.ts';
import { PARK_REASONS } from '../../src/protocol/park-reason.ts';
import { areaPut } from '../../src/server/places/place-documents.ts';
import released from '../fixtures/old-apps/operations.json';
import {
  PARK_REASONS_OF_SCHEMA_2,
  ReplyOfSchema2,
} from '../fixtures/old-apps/reply-of-schema-2.ts';
import { check } from './support/campus.ts';
import { openEastDoor, type EastDoor } from './support/east-door.ts';
import {
  addPhone,
  LONG_AGO,
  openServer,
  post,
  push,
  record,
  requestOf,
  type Recording,
  type TestPhone,
} from './support/test-server.ts';

const PREVIOUS = 2;

/** What a phone with the previous app makes of the answer; throws where it would refuse all of it. */
async function exchange({ phone }: EastDoor, of: { records: Recording[]; parked: number }) {
  const operations = of.records.map((recording, index) => record(phone, index + 1, recording));
  const response = await post(
    phone,
    requestOf(phone, {
      schema: PREVIOUS,
      push: { log: phone.log, operations, acked: 0 },
      pull: { account: phone.accountId, cursor: null, max: 2000 },
      health: {
        pending: operations.length,
        oldestPendingAt: null,
        parked: of.parked,
        persisted: true,
        freeBytes: null,
      },
    }),
  );
  return ReplyOfSchema2.parse(await response.json());
}

test('the previous app gets its receipts and is told to update, whatever the office has made since', async () => {
  const east = await openEastDoor();
  const { server, campus, resident } = east;
  await server.put([
    areaPut({
      id: randomUUID(),
      buildingId: campus.east.id,
      name: '走廊',
      class: 'public',
      isKey: true,
      from: LONG_AGO,
      to: null,
    }),
  ]);
  const good = check(campus.east.doorId, resident.id);

  const reply = await exchange(east, {
    records: [good, { type: 'of-tomorrow', body: {} }],
    parked: 0,
  });

  expect(reply.push?.results).toMatchObject([
    { outcome: 'stored', why: null },
    { outcome: 'parked', why: 'unknown-type' },
  ]);
  expect(reply.pull).toEqual({ outcome: 'refused', why: 'app-too-old' });
});

test('the previous app is not told what came of its parked records in words that it does not know', async () => {
  const east = await openEastDoor();
  await exchange(east, { records: [{ type: 'of-tomorrow', body: {} }], parked: 0 });

  const reply = await exchange(east, { records: [], parked: 1 });

  expect(reply.push?.results).toEqual([]);
});

test('every reason to park that the server gives is one that the previous app knows', () => {
  // Given only for what no app of then sends.
  const given = PARK_REASONS.filter((why) => why !== 'unreadable' && why !== 'no-consent');

  expect(PARK_REASONS_OF_SCHEMA_2).toEqual(expect.arrayContaining([...given]));
});

/** The phone on which the frozen operations were recorded and signed. */
async function phoneOfBefore(): Promise<TestPhone> {
  const server = await openServer();
  const { id, personId, secret } = released.account;
  const body = { id, personId, name: '周望舒', isActive: true };
  await server.put([{ kind: 'account', id, body, scopes: [] }], [id]);
  const phone = await addPhone(server, { id, personId });
  await server.db.updateTable('deviceAccount').set({ secret }).execute();
  return phone;
}

test('every operation that a released app has ever signed is still understood, in every version', async () => {
  const phone = await phoneOfBefore();

  const { results } = await push(phone, ...released.operations);

  expect(results).toHaveLength(released.operations.length);
  const misunderstood = ['unknown-type', 'bad-body', 'bad-signature', 'not-bound'];
  expect(
    results.flatMap(({ id, why, field }) => {
      const sent = released.operations.find((one) => one.id === id);
      return misunderstood.includes(why ?? '') ? [`${sent?.type ?? id}: ${why} ${field}`] : [];
    }),
  ).toEqual([]);
});

/** Once released, an operation lies on phones: what stands in the file is added to, and never changed. */
test('of every kind of fact there is an operation of its present version among the frozen ones', () => {
  const frozen = new Set(released.operations.map(({ type, tv }) => `${type} ${tv}`));

  expect(
    Object.entries(FACT_VERSIONS).filter(([type, tv]) => !frozen.has(`${type} ${tv}`)),
  ).toEqual([]);
});
