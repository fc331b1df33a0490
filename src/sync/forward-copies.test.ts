import { expect, test } from 'vitest';
import { provideCaches } from '../../tests/support/memory-caches.ts';
import { SECOND_COPY } from '../store/copies-left.ts';
import { forwardCopies } from './forward-copies.ts';

const OWN = '018f0000-0000-7000-8000-000000000001';
const LOST = '018f0000-0000-7000-8000-000000000002';

/** Copies of a lost journal, and a server that answers each with the next of these. */
async function copies(...answers: Response[]) {
  const sent: string[] = [];
  const notes: string[] = [];
  provideCaches();
  const cache = await caches.open(SECOND_COPY);
  for (const name of answers.keys())
    await cache.put(`/${SECOND_COPY}/${LOST}/${String(name)}`, new Response('sealed'));
  const forward = (unreadable = 0) =>
    forwardCopies(
      { log: OWN, unreadable },
      {
        baseUrl: 'https://phone.test',
        deviceToken: 'token',
        note: (finding) => void notes.push(finding),
        fetch: async (_, init) => {
          sent.push(await new Response(init?.body ?? null).text());
          return answers.shift() ?? new Response(null, { status: 503 });
        },
      },
    );
  return { cache, sent, notes, forward, left: async () => (await cache.keys()).length };
}

const taken = (stored: number, known: number) => Response.json({ stored, known, parked: 0 });
const refused = (why: string) =>
  Response.json(
    { type: 'about:blank', title: 'Refused', status: 422, code: 'queue-refused', details: { why } },
    { status: 422, headers: { 'content-type': 'application/problem+json' } },
  );

test('what the server takes is dropped, and only what it did not have yet is counted', async () => {
  const { forward, left } = await copies(taken(2, 1), taken(1, 5));

  expect(await forward()).toEqual({ count: 3, isAll: true });
  expect(await left()).toBe(0);
});

test('a copy that does not reach the server stays for the next time', async () => {
  const { forward, left } = await copies(taken(1, 0), new Response(null, { status: 503 }));

  expect(await forward()).toEqual({ count: 1, isAll: false });
  expect(await left()).toBe(1);
});

test('a copy that was half written when the browser died is let go, one for another organisation is kept', async () => {
  const { forward, left } = await copies(refused('cut'), refused('other-organisation'));

  expect(await forward()).toEqual({ count: 0, isAll: false });
  expect(await left()).toBe(1);
});

test('a copy that was half written leaves open whether all has come', async () => {
  const { forward, left } = await copies(taken(1, 0), refused('cut'));

  expect(await forward()).toEqual({ count: 1, isAll: false });
  expect(await left()).toBe(0);
});

test('a copy that the browser cannot read keeps no other from the server', async () => {
  const { cache, notes, forward, left } = await copies(taken(1, 0), taken(2, 0));
  const [first] = await cache.keys();
  const match: Cache['match'] = (key) =>
    (key as Request).url === first!.url ? Promise.reject(new Error('EIO')) : cache.match(key);
  Object.assign(caches, { open: () => Promise.resolve({ ...cache, match }) });

  expect(await forward()).toEqual({ count: 1, isAll: false });
  expect(notes).toEqual([expect.stringContaining('EIO')]);
  expect(await left()).toBe(1);
});

test('without any copy there is nothing to tell', async () => {
  const { forward } = await copies();

  expect(await forward()).toBeNull();
});

test('the copy of the open journal is sent, too, and stays, where a record can be read no longer', async () => {
  const { cache, sent, forward, left } = await copies();
  await cache.put(`/${SECOND_COPY}/${OWN}/0`, new Response('own'));

  expect(await forward(0)).toBeNull();
  expect(sent).toEqual([]);
  expect(await forward(1)).toBeNull();

  expect(sent).toEqual(['own']);
  expect(await left()).toBe(1);
});

test('what a lost journal left is counted, too, where a record of the open one can be read no longer', async () => {
  const { forward, left } = await copies(taken(2, 0));

  expect(await forward(1)).toEqual({ count: 2, isAll: true });
  expect(await left()).toBe(0);
});
