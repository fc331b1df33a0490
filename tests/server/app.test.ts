import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { openServer } from './support/test-server.ts';

const dirs: string[] = [];
afterEach(() => {
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
});

function buildApp(): string {
  const dir = mkdtempSync(join(tmpdir(), 'shouwang-app-'));
  dirs.push(dir);
  mkdirSync(join(dir, 'assets'));
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>守望</title>');
  writeFileSync(join(dir, 'sw.js'), 'self.skipWaiting');
  writeFileSync(join(dir, 'manifest.webmanifest'), '{}');
  writeFileSync(join(dir, 'assets', 'main-abc123.js'), 'export const a = 1;'.repeat(100));
  return dir;
}

const navigate = { headers: { 'sec-fetch-mode': 'navigate' } };

test('an unknown path of the API is a problem, never a page', async () => {
  const { app } = await openServer(buildApp());

  const response = await app.request('/api/v1/nothing', navigate);

  expect(response.status).toBe(404);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await response.json()).toEqual({
    type: 'urn:shouwang:problem:not-found',
    title: 'not found',
    status: 404,
    code: 'not-found',
  });
});

test('a wrong method is told which are right', async () => {
  const { app } = await openServer();

  const response = await app.request('/api/v1/sync');

  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('POST');
  expect(await response.json()).toMatchObject({ code: 'method-not-allowed' });
});

test('every reply carries the strict policy, pages and problems alike', async () => {
  const { app } = await openServer(buildApp());

  for (const path of ['/', '/api/v1/health', '/api/v1/nothing', '/assets/none.js']) {
    const { headers } = await app.request(path);
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';/,
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test('a screen of the app is its page; a missing file is not', async () => {
  const { app } = await openServer(buildApp());

  const front = await app.request('/');
  const screen = await app.request('/door/today', navigate);
  const file = await app.request('/assets/none.js', navigate);
  const data = await app.request('/door/today', { headers: { 'sec-fetch-mode': 'cors' } });

  expect(await front.text()).toContain('守望');
  expect(await screen.text()).toContain('守望');
  expect(screen.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(file.status).toBe(404);
  expect(data.status).toBe(404);
});

test.each([
  [
    '/assets/main-abc123.js',
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
  ],
  ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
  ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
  ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
])('%s is %s, kept %s', async (path, type, kept) => {
  const { app } = await openServer(buildApp());

  const { headers } = await app.request(path);

  expect(headers.get('content-type')).toBe(type);
  expect(headers.get('cache-control')).toBe(kept);
});

test('scripts are compressed for who takes it, and not sent again unchanged', async () => {
  const { app } = await openServer(buildApp());
  const headers = { 'accept-encoding': 'gzip, br' };

  const first = await app.request('/assets/main-abc123.js', { headers });
  const etag = first.headers.get('etag')!;
  const second = await app.request('/assets/main-abc123.js', {
    headers: { ...headers, 'if-none-match': etag },
  });

  expect(first.headers.get('content-encoding')).toBe('br');
  const bytes = brotliDecompressSync(Buffer.from(await first.arrayBuffer()));
  expect(bytes.toString()).toMatch(/^export const a = 1;/);
  expect(second.status).toBe(304);
});

test('the folder of the app is the only one that is served', async () => {
  const { app } = await openServer(buildApp());

  for (const path of ['/../package.json', '/..%2fpackage.json', '/%2e%2e/package.json']) {
    const response = await app.request(path);
    expect(response.status).toBe(404);
  }
});

test('a fault of ours is reported and tells the caller nothing', async () => {
  const server = await openServer();
  await server.db.destroy();

  const response = await server.app.request('/api/v1/health');

  expect(response.status).toBe(500);
  expect(Object.keys(await response.json())).toEqual(['type', 'title', 'status', 'code']);
  expect(server.reports).toHaveLength(1);
});
