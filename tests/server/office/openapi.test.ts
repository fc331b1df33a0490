import { expect, test } from 'vitest';
import { openServer } from '../support/test-server.ts';

type Json = Record<string, unknown>;

interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json> };
}

async function openDocument(): Promise<{ document: OpenApi; registered: string[] }> {
  const { app } = await openServer();
  const document = (await (await app.request('/api/openapi.json')).json()) as OpenApi;
  const registered = app.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'))
    .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
  return { document, registered: [...new Set(registered)] };
}

/** Everything in a JSON value that is an object. */
function* objectsIn(value: unknown): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  yield value as Json;
  for (const part of Object.values(value)) yield* objectsIn(part);
}

test('the document lists every route that is registered, and no other', async () => {
  const { document, registered } = await openDocument();

  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

  const files = ['start.js', 'swagger-ui-bundle.js', 'swagger-ui.css'];
  const pages = registered.filter((route) => !files.some((file) => route.endsWith(file)));
  expect(listed.sort()).toEqual(pages.sort());
});

test('every reference of the document leads somewhere', async () => {
  const { document } = await openDocument();
  const names = Object.keys(document.components.schemas);

  const references = [...objectsIn(document)].flatMap(({ $ref }) =>
    typeof $ref === 'string' ? [$ref.replace('#/components/schemas/', '')] : [],
  );

  expect(references.length).toBeGreaterThan(100);
  expect(references.filter((name) => !names.includes(name))).toEqual([]);
});

test('each operation has a name of its own, a sentence, its path parameters and its problems', async () => {
  const { document } = await openDocument();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.values(methods).map((operation) => ({ path, operation })),
  );

  expect(document.openapi).toBe('3.1.0');
  const ids = operations.map(({ operation }) => operation['operationId']);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, operation } of operations) {
    const parameters = (operation['parameters'] ?? []) as { name: string; in: string }[];
    const inPath = parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
    expect([path, inPath]).toEqual([path, path.match(/\{\w+\}/g) ?? []]);
    expect(operation['summary']).toEqual(expect.any(String));
    expect(operation['responses']).toHaveProperty('200');
  }
});

test('the page of the document loads nothing from elsewhere and runs no inline script', async () => {
  const { app } = await openServer();
  const page = await app.request('/api/docs');
  const html = await page.text();

  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  expect(addresses.filter((address) => !/^(?:\/api\/docs\/|data:,$)/.test(address))).toEqual([]);
  expect(html).not.toMatch(/<script>|<style>| on\w+=/);
  expect(page.headers.get('content-security-policy')).toMatch(/script-src 'self'(?:;|$)/);
  for (const address of addresses.filter((one) => one.startsWith('/')))
    expect((await app.request(address)).status).toBe(200);
});
