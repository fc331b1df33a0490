import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.txt']);
const PACK = { br: promisify(brotliCompress), gzip: promisify(gzip) };
type Encoding = keyof typeof PACK;

interface AppFile {
  bytes: Buffer;
  type: string;
  etag: string;
  cacheControl: string;
  /** Each form is made when first asked for, and kept. */
  packed: Map<Encoding, Promise<Buffer>> | null;
}

/**
 * Serves the built app from memory, as it was at the start: a build in between cannot mix two
 * versions. A path that is no file is a screen of the app, if a browser navigates there; else `null`.
 */
export function createAppFiles(appDir: string): (c: Context) => Promise<Response | null> {
  const files = readAppFiles(appDir);
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null;
    const isPage = c.req.path === '/' || isNavigation(c);
    const file = files.get(c.req.path) ?? (isPage ? files.get('/index.html') : undefined);
    return file === undefined ? null : respond(c, file);
  };
}

function readAppFiles(appDir: string): Map<string, AppFile> {
  const files = new Map<string, AppFile>();
  for (const entry of readdirSync(appDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const urlPath = path.slice(appDir.length).replaceAll('\\', '/');
    const extension = extname(entry.name);
    const bytes = readFileSync(path);
    files.set(urlPath, {
      bytes,
      type: TYPES[extension] ?? 'application/octet-stream',
      etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      cacheControl: cacheControlOf(urlPath),
      packed: COMPRESSED.has(extension) ? new Map() : null,
    });
  }
  return files;
}

/** A name under `assets` holds the hash of its content; all others may change under their name. */
function cacheControlOf(urlPath: string): string {
  return urlPath.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function isNavigation(c: Context): boolean {
  const mode = c.req.header('sec-fetch-mode');
  const isAsked =
    mode === undefined ? c.req.header('accept')?.includes('text/html') : mode === 'navigate';
  return isAsked === true && extname(c.req.path) === '';
}

async function respond(c: Context, file: AppFile): Promise<Response> {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.cacheControl,
    etag: file.etag,
    ...(file.packed === null ? {} : { vary: 'Accept-Encoding' }),
  });
  if (c.req.header('if-none-match') === file.etag)
    return new Response(null, { status: 304, headers });
  const encoding = file.packed === null ? null : encodingFor(c);
  if (encoding === null) return new Response(new Uint8Array(file.bytes), { headers });
  headers.set('content-encoding', encoding);
  return new Response(new Uint8Array(await pack(file, encoding)), { headers });
}

function encodingFor(c: Context): Encoding | null {
  const accepted = (c.req.header('accept-encoding') ?? '').split(/\s*,\s*/);
  if (accepted.some((name) => name.startsWith('br'))) return 'br';
  return accepted.some((name) => name.startsWith('gzip')) ? 'gzip' : null;
}

function pack(file: AppFile, encoding: Encoding): Promise<Buffer> {
  const kept = file.packed?.get(encoding);
  if (kept !== undefined) return kept;
  const packed = PACK[encoding](file.bytes);
  file.packed?.set(encoding, packed);
  return packed;
}
