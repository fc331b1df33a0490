import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { Problem } from './problem.ts';

/** As sent and as inflated: the largest push is 500 operations of some kB. */
export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** The JSON body, checked against `schema`. Throws `bad-request` with the path of the first fault. */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(c));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Problem('bad-request', { at: issue?.path.join('.') ?? '', why: issue?.code });
  }
  return parsed.data;
}

/** Throws `unsupported-encoding`, `too-large` or `bad-json`. */
export async function readJson(c: Context): Promise<unknown> {
  return parseJson(await readBytes(c.req.raw, BODY_LIMIT_BYTES));
}

/** Throws `bad-json`, or `bad-request` for what is nested too deep to be walked. */
export function parseJson(bytes: Uint8Array): unknown {
  if (isDeeperThan(bytes, DEPTH_LIMIT)) throw new Problem('bad-request', { why: 'too-deep' });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Problem('bad-json');
  }
}

/** Deeper than anything we mean, shallow enough for functions that walk a value by calling themselves. */
const DEPTH_LIMIT = 500;
const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function isDeeperThan(json: Uint8Array, limit: number): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (isInText && byte === BACKSLASH) index += 1;
    else if (byte === QUOTE) isInText = !isInText;
    else if (!isInText && OPENING.has(byte)) depth += 1;
    else if (!isInText && CLOSING.has(byte)) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

/**
 * The body's bytes, inflated where `content-encoding` is gzip. Both what is sent and what comes out of
 * it are counted as they run: a bomb is refused after `limitBytes`, not after it has filled the memory.
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw new Problem('unsupported-encoding');
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes)
    throw new Problem('too-large', { limitBytes });
  if (request.body === null) return new Uint8Array();
  const sent = limited(request.body as AsyncIterable<Uint8Array>, limitBytes);
  try {
    if (encoding === 'identity') return await collect(sent);
    return await pipeline(sent, createGunzip(), (inflated: AsyncIterable<Uint8Array>) =>
      collect(limited(inflated, limitBytes)),
    );
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('bad-request', { why: 'unreadable-body' });
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const chunk of chunks) list.push(chunk);
  return Buffer.concat(list);
}

async function* limited(
  source: AsyncIterable<Uint8Array>,
  limitBytes: number,
): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0;
  for await (const chunk of source) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw new Problem('too-large', { limitBytes });
    yield chunk;
  }
}
