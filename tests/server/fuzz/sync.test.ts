import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { FACT_BODIES } from '../../../src/domain/fact-body.ts';
import type { FactType } from '../../../src/domain/fact.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { SyncReply, type OperationResult } from '../../../src/protocol/sync.ts';
import { check } from '../support/campus.ts';
import { openEastDoor, type EastDoor } from '../support/east-door.ts';
import {
  at,
  headersOf,
  post,
  push,
  record,
  requestOf,
  type Recording,
} from '../support/test-server.ts';
import { fitting } from './from-schema.ts';
import { mutated } from './mutated.ts';
import { RUNS } from './runs.ts';
import { expectWhole } from './whole.ts';

let door: EastDoor;
let seq: number;
let ids: string[];

beforeEach(async () => {
  door = await openEastDoor();
  const { campus, phone, keeper, resident } = door;
  const first = record(phone, 1, check(campus.east.doorId, resident.id));
  await push(phone, first);
  seq = 2;
  const { east, west } = campus;
  ids = [first.id, east.id, east.doorId, east.unit1, west.doorId, resident.id, keeper.id];
});

/** Facts of every type: as a phone makes them, and broken before or after it signed them. */
function operations(): fc.Arbitrary<unknown> {
  const types = Object.keys(FACT_BODIES) as FactType[];
  const recordings = fc
    .constantFrom(...types)
    .chain((type) =>
      bodiesOf(type).map((body) => ({ type, tv: 1, body, at: at(0), shiftId: null })),
    );
  const sign = (recording: unknown): unknown => {
    const whole = { type: null, body: null, ...(recording as object) };
    const operation = record(door.phone, seq, whole as unknown as Recording);
    seq += 1;
    return operation;
  };
  const signed = recordings.map(sign);
  return fc.oneof(
    { weight: 2, arbitrary: signed },
    { weight: 2, arbitrary: recordings.chain(mutated).map(sign) },
    { weight: 2, arbitrary: signed.chain(mutated) },
  );
}

function bodiesOf(type: FactType): fc.Arbitrary<unknown> {
  const { campus, resident } = door;
  const real = fc.constant(check(campus.east.doorId, resident.id).body);
  const fits = fc.oneof(...(type === 'door-check' ? [real] : []), fitting(FACT_BODIES[type], ids));
  return fc.oneof({ weight: 3, arbitrary: fits }, { weight: 1, arbitrary: fits.chain(mutated) });
}

async function expectAnswer(response: Response): Promise<readonly OperationResult[]> {
  const text = await response.text();
  expect([response.status, text.slice(0, 300), door.server.reports]).toSatisfy(
    ([status, , reports]) => status < 500 && reports.length === 0,
  );
  if (response.status === 200) return SyncReply.parse(JSON.parse(text)).push?.results ?? [];
  ProblemBody.parse(JSON.parse(text));
  return [];
}

test('an operation of any type, fitting or broken, is stored whole or parked, and the same again is known', async () => {
  const outcomes = new Set<string>();
  const { phone, server } = door;

  await fc.assert(
    fc.asyncProperty(fc.array(operations(), { minLength: 1, maxLength: 6 }), async (sent) => {
      const request = { push: { log: phone.log, operations: sent, acked: 0 } };
      const results = await expectAnswer(await post(phone, requestOf(phone, request)));
      const again = await expectAnswer(await post(phone, requestOf(phone, request)));

      expect([0, sent.length]).toContain(results.length);
      const kept = ({ id, outcome }: OperationResult) => [id, outcome === 'parked'];
      expect(again.map(kept)).toEqual(results.map(kept));
      for (const { outcome } of [...results, ...again]) outcomes.add(outcome);
    }),
    { ...RUNS, numRuns: 6 * RUNS.numRuns },
  );

  expect([...outcomes].sort()).toEqual(['known', 'parked', 'stored']);
  await expectWhole(server);
});

test('a request with one odd place in it is answered or refused, never met by a fault', async () => {
  const { phone, server } = door;
  const requests = operations().chain((operation) =>
    mutated(
      requestOf(phone, {
        push: { log: phone.log, operations: [operation], acked: 0 },
        pull: { account: phone.accountId, cursor: null, max: 100 },
      }),
    ),
  );

  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      await expectAnswer(await post(phone, request));
    }),
    { ...RUNS, numRuns: 6 * RUNS.numRuns },
  );
  await expectWhole(server);
});

test('a body of any bytes, packed or not, whole or cut, leaves nothing half', async () => {
  const { phone, server } = door;
  const before = await server.db.selectFrom('opLog').select('id').execute();
  const operation = record(phone, seq, check(door.campus.east.doorId, door.resident.id));
  const text = JSON.stringify(
    requestOf(phone, { push: { log: phone.log, operations: [operation], acked: 0 } }),
  );
  const packed = new Uint8Array(gzipSync(text));
  const bodies = fc.record({
    bytes: fc.oneof(
      fc.nat({ max: packed.length - 1 }).map((end) => packed.slice(0, end)),
      fc
        .nat({ max: packed.length - 1 })
        .map((at) => packed.map((one, i) => (i === at ? ~one : one))),
      fc.uint8Array({ maxLength: 500 }).map((bytes) => Uint8Array.from(bytes)),
    ),
    encoding: fc.constantFrom('gzip', 'identity', 'br', 'gzip, gzip', ''),
  });

  await fc.assert(
    fc.asyncProperty(bodies, async ({ bytes, encoding }) => {
      const response = await server.app.request('/api/v1/sync', {
        method: 'POST',
        headers: { ...headersOf(phone), ...(encoding !== '' && { 'content-encoding': encoding }) },
        body: bytes,
      });
      await expectAnswer(response);
    }),
    { ...RUNS, numRuns: 6 * RUNS.numRuns },
  );
  const after = await server.db.selectFrom('opLog').select('id').execute();
  // One broken byte may lie in the packed file's header, where it changes nothing.
  expect(after.length - before.length).toBeLessThanOrEqual(1);
  await expectWhole(server);
});

test('a cursor of any kind is answered from the start, or as another feed’s', async () => {
  const { phone } = door;
  const cursors = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.base64String({ maxLength: 200 }),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  );

  await fc.assert(
    fc.asyncProperty(cursors, async (cursor) => {
      const pull = { account: phone.accountId, cursor, max: 100 };
      await expectAnswer(await post(phone, requestOf(phone, { pull })));
    }),
    { ...RUNS, numRuns: 4 * RUNS.numRuns },
  );
});
