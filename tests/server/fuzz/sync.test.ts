import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { FACT_BODIES } from '../../../src/domain/fact-body.ts';
import type { FactType } from '../../../src/domain/fact.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { SyncReply, type OperationResult } from '../../../src/protocol/sync.ts';
import { check } from '../support/campus.ts';
import {
  headersOf,
  post,
  push,
  record,
  requestOf,
  type Recording,
  type TestPhone,
  type TestServer,
} from '../support/test-server.ts';
import { fitting } from './from-schema.ts';
import { mutated } from './mutated.ts';
import { openRealFacts, type RealFact, type RealFacts } from './real-facts.ts';
import { fuzz } from './runs.ts';
import { expectWhole } from './whole.ts';

let real: RealFacts;
let phone: TestPhone;
let server: TestServer;
let seq: number;

beforeEach(async () => {
  real = await openRealFacts();
  ({ phone } = real);
  ({ server } = phone);
  seq = 0;
});

const signed = (recording: Recording, by = phone) => record(by, (seq += 1), recording);

/** Facts of every kind: as a phone makes them, of any content, and broken before or after it signed them. */
function operations(): fc.Arbitrary<unknown> {
  const facts = fc
    .constantFrom(...real.facts)
    .chain(({ by, recording }) =>
      fc
        .record({ body: bodiesOf(recording), id: fc.oneof(fc.constant(recording.id), fc.uuid()) })
        .map((parts) => ({ by, recording: { ...recording, ...parts } })),
    );
  const known = new Set<FactType>(real.facts.map(({ recording }) => recording.type));
  const others = (Object.keys(FACT_BODIES) as FactType[]).filter((type) => !known.has(type));
  const fitted = fc.constantFrom(...others, 'void' as const).chain((type) =>
    fitting(FACT_BODIES[type], real.ids).map((body) => ({
      by: phone,
      recording: { type, body },
    })),
  );
  const broken = facts.chain(({ by, recording }) =>
    mutated(recording).map((changed) => {
      const whole = { type: null, body: null, ...(changed as object) };
      return { by, recording: whole as unknown as Recording };
    }),
  );
  const sign = ({ by, recording }: { by: TestPhone; recording: Recording }) =>
    signed(recording, by);
  return fc.oneof(
    { weight: 2, arbitrary: facts.map(sign) },
    { weight: 1, arbitrary: fitted.map(sign) },
    { weight: 2, arbitrary: broken.map(sign) },
    { weight: 2, arbitrary: facts.map(sign).chain(mutated) },
  );
}

function bodiesOf({ type, body }: RealFact['recording']): fc.Arbitrary<unknown> {
  const fits = fitting(FACT_BODIES[type], real.ids);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant(body) },
    { weight: 2, arbitrary: mutated(body) },
    { weight: 2, arbitrary: fits },
    { weight: 1, arbitrary: fits.chain(mutated) },
  );
}

async function expectAnswer(response: Response): Promise<readonly OperationResult[]> {
  const text = await response.text();
  expect([response.status, text.slice(0, 300), server.reports]).toSatisfy(
    ([status, , reports]) => status < 500 && reports.length === 0,
  );
  if (response.status === 200) return SyncReply.parse(JSON.parse(text)).push?.results ?? [];
  ProblemBody.parse(JSON.parse(text));
  return [];
}

test('facts as a phone makes them are stored', async () => {
  const sent = real.facts.map(({ by, recording }) => signed(recording, by));

  const { results } = await push(phone, ...sent);

  expect(results.map(({ outcome, why, field }) => ({ outcome, why, field }))).toEqual(
    sent.map(() => ({ outcome: 'stored', why: null, field: null })),
  );
  await expectWhole(server);
});

test('an operation of any type, fitting or broken, is stored whole or parked, and the same again is known', async () => {
  const outcomes = new Set<string>();

  await fuzz(
    fc.asyncProperty(fc.array(operations(), { minLength: 1, maxLength: 6 }), async (sent) => {
      const request = { push: { log: phone.log, operations: sent, acked: 0 } };
      const results = await expectAnswer(await post(phone, requestOf(phone, request)));
      const again = await expectAnswer(await post(phone, requestOf(phone, request)));

      expect([0, sent.length]).toContain(results.length);
      expect(again.map(({ id }) => id)).toEqual(results.map(({ id }) => id));
      // What was parked may have found what it waited for further on in the same push.
      for (const [index, { outcome }] of results.entries())
        expect(outcome === 'parked' ? ['parked', 'known'] : ['known']).toContain(
          again[index]?.outcome,
        );
      for (const { outcome } of [...results, ...again]) outcomes.add(outcome);
      await expectWhole(server);
    }),
    { share: 3 },
  );

  expect([...outcomes].sort()).toEqual(['known', 'parked', 'stored']);
});

test('a request with one odd place in it is answered or refused, never met by a fault', async () => {
  const requests = operations().chain((operation) =>
    mutated(
      requestOf(phone, {
        push: { log: phone.log, operations: [operation], acked: 0 },
        pull: { account: phone.accountId, cursor: null, max: 100 },
      }),
    ),
  );

  await fuzz(
    fc.asyncProperty(requests, async (request) => {
      await expectAnswer(await post(phone, request));
      await expectWhole(server);
    }),
    { share: 3 },
  );
});

test('a body of any bytes, packed or not, whole or cut, leaves nothing half', async () => {
  const before = await server.db.selectFrom('opLog').select('id').execute();
  const operation = signed(check(real.east.campus.east.doorId, real.east.resident.id));
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

  await fuzz(
    fc.asyncProperty(bodies, async ({ bytes, encoding }) => {
      const response = await server.app.request('/api/v1/sync', {
        method: 'POST',
        headers: { ...headersOf(phone), ...(encoding !== '' && { 'content-encoding': encoding }) },
        body: bytes,
      });
      await expectAnswer(response);
      await expectWhole(server);
    }),
    { share: 3 },
  );
  const after = await server.db.selectFrom('opLog').select('id').execute();
  // One broken byte may lie in the packed file's header, where it changes nothing.
  expect(after.length - before.length).toBeLessThanOrEqual(1);
});

test('a cursor of any kind is answered from the start, or as another feed’s', async () => {
  const cursors = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.base64String({ maxLength: 200 }),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
  );

  await fuzz(
    fc.asyncProperty(cursors, async (cursor) => {
      const pull = { account: phone.accountId, cursor, max: 100 };
      await expectAnswer(await post(phone, requestOf(phone, { pull })));
    }),
    { share: 4 },
  );
});
