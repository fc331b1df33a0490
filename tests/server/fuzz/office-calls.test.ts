import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/protocol/endpoint.ts';
import { OFFICE_API, type OfficeCall } from '../../../src/protocol/office.ts';
import { ProblemBody } from '../../../src/protocol/problem.ts';
import { createApp } from '../../../src/server/app.ts';
import { readMeta } from '../../../src/server/database/meta.ts';
import {
  fixture,
  formOf,
  OfficeClient,
  openWenyuan,
  setUpRequest,
  setUpSecret,
} from '../office/office-client.ts';
import { openServer, type TestServer } from '../support/test-server.ts';
import { openFilledOffice, type FilledOffice } from './filled-office.ts';
import { fitting } from './from-schema.ts';
import { mutated, mutations, wounded } from './mutated.ts';
import { REAL_CALLS, type CallWithBody, type RealCall } from './real-bodies.ts';
import { fuzz } from './runs.ts';
import { expectWhole } from './whole.ts';

/** Costly by design: a password is hashed for each. */
const SLOW: readonly OfficeCall[] = ['login', 'createStaff', 'changeStaff'];
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

const isTried = (name: OfficeCall): name is CallWithBody =>
  name !== 'setUp' && endpointOf(name).body !== undefined;
const WITH_BODY = NAMES.filter(isTried);

test('calls are taken as an honest screen or phone sends them', async () => {
  const filled = await openBehindProxy();
  const refused: string[] = [];

  for (const name of WITH_BODY) {
    const response = await callOnce(filled, name, await REAL_CALLS[name](filled));
    if (!response.ok) refused.push(`${name} ${response.status} ${await response.text()}`);
  }

  expect(refused).toEqual([]);
  await expectWhole(filled.office.server);
});

/** By an office or phone of its own address each time, so that tries are not counted together. */
async function callOnce(
  filled: FilledOffice,
  name: CallWithBody,
  call: RealCall,
): Promise<Response> {
  const { office } = filled;
  const caller = new OfficeClient(office.server);
  caller.cookie = office.cookie;
  const { method, path } = endpointOf(name);
  const id = call.id ?? '';
  return caller.send(method.toUpperCase(), path.replace(/:\w+/g, id), {
    body: call.body,
    headers: {
      'if-match': `"${String(await versionOf(office.server, path, id))}"`,
      'x-forwarded-for': randomUUID(),
      ...call.headers,
    },
  });
}

async function versionOf({ db }: TestServer, path: string, id: string): Promise<number> {
  const documents = db.selectFrom('document').select('version');
  const found = path.includes(':id')
    ? await documents.where('id', '=', id).executeTakeFirst()
    : await documents.where('kind', '=', 'policy').executeTakeFirst();
  return found?.version ?? 1;
}

async function openBehindProxy(): Promise<FilledOffice> {
  const filled = await openFilledOffice();
  const { server } = filled.office;
  const settings = { ...server.deps.settings, isBehindProxy: true };
  server.app = createApp({ ...server.deps, settings });
  return filled;
}

const asItIs = (body: unknown): unknown => body;

test.each(WITH_BODY)(
  '%s: no body, honest, fitting or broken, meets a fault or leaves half of itself',
  async (name) => {
    const filled = await openBehindProxy();
    const { office, ids, idsFor } = filled;
    const { path, body: schema } = endpointOf(name);
    if (schema === undefined) throw new Error('no body');
    const fits = fitting(schema, ids);
    const anyBody = fc.oneof(
      fits,
      { weight: 2, arbitrary: fits.chain(mutated) },
      fc.jsonValue({ maxDepth: 3 }),
    );
    const anyId = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...idsFor(path)) },
      fc.constantFrom(...ids, 'no-id', '%00', '..'),
    );
    const calls = fc.oneof(
      fc.record({ body: anyBody, id: anyId }),
      fc.record({ mutate: fc.oneof({ weight: 3, arbitrary: mutations() }, fc.constant(asItIs)) }),
    );

    await fuzz(
      fc.asyncProperty(calls, async (call) => {
        const real = await REAL_CALLS[name](filled);
        const made = 'mutate' in call ? { ...real, body: call.mutate(real.body) } : call;
        await expectAnswer(office, await callOnce(filled, name, made));
        await expectWhole(office.server);
      }),
      { share: SLOW.includes(name) ? 1 / 4 : 1 },
    );
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

  await fuzz(
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
    { share: 4 },
  );
  await expectWhole(office.server);
});

test('setUp: no body leaves a server half set up', async () => {
  const server = await openServer();
  const real = setUpRequest(await setUpSecret(server));
  const isThere = async () => {
    const accounts = await server.db.selectFrom('account').select('login').execute();
    return accounts.length > 0;
  };

  await fuzz(
    fc.asyncProperty(mutated(real), async (body) => {
      const office = new OfficeClient(server);
      const before = await isThere();
      const response = await office.send('POST', '/setup', { body });
      await expectAnswer(office, response);
      expect(await isThere()).toBe(before || response.ok);
      expect((await readMeta(server.db, 'organisation_private_key')) !== null).toBe(
        await isThere(),
      );
      await expectWhole(server);
    }),
    { share: 1 / 2 },
  );
});

test.each(['wenyuan-clean.csv', 'wenyuan-clean.xlsx'])(
  'no byte of %s that is changed, lost or doubled meets a fault or stores a thing',
  async (name) => {
    const office = await openWenyuan();
    const bytes = fixture(name);
    const before = await office.server.db.selectFrom('feed').select('seq').execute();

    await fuzz(
      fc.asyncProperty(wounded(bytes), async (changed) => {
        const response = await office.send('POST', '/roster/preview', {
          body: formOf(changed, name),
        });
        await expectAnswer(office, response);
      }),
      { share: 1 / 3 },
    );
    expect(await office.server.db.selectFrom('feed').select('seq').execute()).toEqual(before);
  },
);
