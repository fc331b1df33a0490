import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/protocol/endpoint.ts';
import { OFFICE_API, type OfficeCall } from '../../../src/protocol/office.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { formOf, OfficeClient, openWenyuan, fixture } from '../office/office-client.ts';
import { openFilledOffice } from './filled-office.ts';
import { fitting } from './from-schema.ts';
import { mutated } from './mutated.ts';
import { RUNS } from './runs.ts';
import { expectWhole } from './whole.ts';

/** Costly by design: a password is hashed for each. */
const SLOW: readonly OfficeCall[] = ['setUp', 'login'];
const endpointOf = (name: OfficeCall): Endpoint => OFFICE_API[name];
const NAMES = (Object.keys(OFFICE_API) as OfficeCall[]).filter((name) => name !== 'logout');

/** Whatever the body, the answer is one of the contract's, and tells nothing of the inside. */
async function expectAnswer(office: OfficeClient, response: Response): Promise<void> {
  const text = await response.text();
  expect([response.status, text.slice(0, 500), office.server.reports]).toSatisfy(
    ([status]) => status < 500,
  );
  expect(office.server.reports).toEqual([]);
  if (response.status >= 400) ProblemBody.parse(JSON.parse(text));
}

const WITH_BODY = NAMES.filter((name) => endpointOf(name).body !== undefined);

test.each(WITH_BODY)(
  '%s: no body, fitting or broken, meets a fault or leaves half of itself',
  async (name) => {
    const { office, ids, idsFor } = await openFilledOffice();
    const { method, path, body: schema } = endpointOf(name);
    if (schema === undefined) throw new Error('no body');
    const fits = fitting(schema, ids);
    const bodies = fc.oneof(
      fits,
      { weight: 3, arbitrary: fits.chain(mutated) },
      fc.jsonValue({ maxDepth: 3 }),
    );
    const call = fc.record({
      body: bodies,
      id: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...idsFor(path)) },
        fc.constantFrom(...ids, 'no-id', '%00', '..'),
      ),
    });
    const numRuns = SLOW.includes(name) ? 8 : RUNS.numRuns;

    await fc.assert(
      fc.asyncProperty(call, async ({ body, id }) => {
        const response = await office.send(method.toUpperCase(), path.replace(/:\w+/g, id), {
          body,
          headers: { 'if-match': '"1"' },
        });
        await expectAnswer(office, response);
      }),
      { ...RUNS, numRuns },
    );
    await expectWhole(office.server);
  },
);

test('no text instead of JSON, no address and no header meets a fault', async () => {
  const { office, ids } = await openFilledOffice();
  const call = fc.record({
    name: fc.constantFrom(...NAMES),
    id: fc.oneof(fc.constantFrom(...ids), fc.string(), fc.constantFrom('%00', '%E0%A4%A', '..')),
    text: fc.oneof(fc.string(), fc.constantFrom('{', '[[[[', '"', '\u0000', '{"a":1e999}')),
    version: fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.constantFrom('"1"', 'W/"1"', '*')),
    query: fc.oneof(fc.webQueryParameters(), fc.constantFrom('offset=-1', 'offset=1e9', 'day=x')),
  });

  await fc.assert(
    fc.asyncProperty(call, async ({ name, id, text, version, query }) => {
      const { method, path, body } = endpointOf(name);
      const at = `${path.replace(/:\w+/g, encodeURIComponent(id))}?${query}`;
      const response = await office.server.app.request(`http://127.0.0.1:8470/api/v1${at}`, {
        method: method.toUpperCase(),
        headers: {
          host: '127.0.0.1:8470',
          origin: 'http://127.0.0.1:8470',
          cookie: office.cookie,
          'content-type': 'application/json',
          'if-match': version,
        },
        ...(body !== undefined && { body: text }),
      });
      await expectAnswer(office, response);
    }),
    { ...RUNS, numRuns: 4 * RUNS.numRuns },
  );
  await expectWhole(office.server);
});

test.each(['wenyuan-clean.csv', 'wenyuan-clean.xlsx'])(
  'no byte of %s that is changed, lost or doubled meets a fault or stores a thing',
  async (name) => {
    const office = await openWenyuan();
    const bytes = fixture(name);
    const before = await office.server.db.selectFrom('feed').select('seq').execute();
    const wound = fc.record({
      at: fc.nat({ max: bytes.length - 1 }),
      length: fc.nat({ max: 400 }),
      way: fc.constantFrom('flip', 'cut', 'double', 'end'),
    });

    await fc.assert(
      fc.asyncProperty(wound, async (cut) => {
        const response = await office.send('POST', '/roster/preview', {
          body: formOf(wounded(bytes, cut), name),
        });
        await expectAnswer(office, response);
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 3) },
    );
    expect(await office.server.db.selectFrom('feed').select('seq').execute()).toEqual(before);
  },
);

function wounded(
  bytes: Uint8Array<ArrayBuffer>,
  { at, length, way }: { at: number; length: number; way: string },
): Uint8Array<ArrayBuffer> {
  const head = bytes.slice(0, at);
  const part = bytes.slice(at, at + length);
  const tail = bytes.slice(at + length);
  const parts = {
    flip: [head, part.map((byte) => byte ^ 0xff), tail],
    cut: [head, tail],
    double: [head, part, part, tail],
    end: [head],
  }[way] ?? [bytes];
  return new Uint8Array(Buffer.concat(parts));
}
