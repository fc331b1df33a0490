// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { keepStorageLost, tellStorageLost } from './tell-storage-lost.ts';

let told: unknown[];

beforeEach(() => {
  told = [];
  localStorage.clear();
});

const answering =
  (answer: () => Response): typeof fetch =>
  async (input, init) => {
    const reply = answer();
    told.push([input, init?.method, JSON.parse(init?.body as string)]);
    return reply;
  };
const taken = answering(() => Response.json({ ok: true }));

test('a loss is told once, with what was unsent', async () => {
  keepStorageLost(3);

  await tellStorageLost(taken);
  await tellStorageLost(taken);

  expect(told).toEqual([['/api/v1/device-memory/lost', 'POST', { pending: 3 }]]);
});

test('where nothing was lost, nothing is told', async () => {
  await tellStorageLost(taken);

  expect(told).toEqual([]);
});

test('it stays to be told while there is no network, or a page of the Wi-Fi answers', async () => {
  keepStorageLost(null);
  await tellStorageLost(() => Promise.reject(new TypeError('no network')));
  const html = { headers: { 'content-type': 'text/html' } };
  await tellStorageLost(answering(() => new Response('<p>Sign in', html)));
  await tellStorageLost(answering(() => new Response('{}', { status: 503 })));
  told = [];

  await tellStorageLost(taken);

  expect(told).toEqual([['/api/v1/device-memory/lost', 'POST', { pending: null }]]);
});
