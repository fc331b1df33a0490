import { promisify } from 'node:util';
import { gunzip, gunzipSync } from 'node:zlib';
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { Problem } from './problem.ts';

/** As sent and as inflated: the largest push is 500 operations of some kB. */
export const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

/** Of whom we do not know yet: a code, a password. */
const STRANGER_LIMIT_BYTES = 16 * 1024;

export type Sender = 'known' | 'stranger';

/**
 * The JSON body, checked against `schema`. A stranger's is small and not inflated: to read it costs next to nothing.
 * Throws `bad-request` with the path of the first fault.
 */
export async function readBody<Schema extends z.ZodMiniType>(
  c: Context,
  schema: Schema,
  sender: Sender = 'known',
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(c, sender));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Problem('bad-request', { at: issue?.path.join('.') ?? '', why: issue?.code });
  }
  return parsed.data;
}

/** Throws `unsupported-encoding`, `too-large` or `bad-json`. */
async function readJson(c: Context, sender: Sender): Promise<unknown> {
  if (sender === 'known') return parseJson(await readBytes(c.req.raw, BODY_LIMIT_BYTES));
  if (encodingOf(c.req.raw) !== 'identity') throw new Problem('unsupported-encoding');
  return parseJson(await readBytes(c.req.raw, STRANGER_LIMIT_BYTES));
}

/** Throws `bad-json`, or `bad-request` for what is nested too deep to be walked or has more values than fit the memory. */
export function parseJson(bytes: Uint8Array): unknown {
  const why = excessOf(bytes);
  if (why !== null) throw new Problem('bad-request', { why });
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Problem('bad-json');
  }
}

/** Deeper than anything we mean, shallow enough for functions that walk a value by calling themselves. */
const DEPTH_LIMIT = 500;
/** More than the largest queue file has. An empty list takes three bytes as text, and some fifty when read. */
const VALUES_LIMIT = 4_000_000;
const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

function excessOf(json: Uint8Array): 'too-deep' | 'too-many' | null {
  let depth = 0;
  let values = 1;
  let isInText = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (isInText && byte === BACKSLASH) index += 1;
    else if (byte === QUOTE) isInText = !isInText;
    else if (isInText) continue;
    else if (byte === COMMA) values += 1;
    else if (OPENING.has(byte)) {
      depth += 1;
      values += 1;
    } else if (CLOSING.has(byte)) depth -= 1;
    if (depth > DEPTH_LIMIT) return 'too-deep';
    if (values > VALUES_LIMIT) return 'too-many';
  }
  return null;
}

/**
 * The body's bytes, inflated where `content-encoding` is gzip. Both what is sent and what comes out of
 * it are counted: a bomb is refused after `limitBytes`, not after it has filled the memory.
 */
export async function readBytes(request: Request, limitBytes: number): Promise<Uint8Array> {
  const encoding = encodingOf(request);
  if (encoding !== 'identity' && encoding !== 'gzip') throw new Problem('unsupported-encoding');
  if (Number(request.headers.get('content-length') ?? 0) > limitBytes)
    throw new Problem('too-large', { limitBytes });
  if (request.body === null) return new Uint8Array();
  try {
    const sent = await collect(request.body as AsyncIterable<Uint8Array>, limitBytes);
    return encoding === 'identity' ? sent : await inflate(sent, limitBytes);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('bad-request', { why: 'unreadable-body' });
  }
}

const encodingOf = ({ headers }: Request): string =>
  headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';

/** So little is inflated sooner than it is handed to another thread. */
const SMALL_BYTES = 65_536;
const gunzipAside = promisify(gunzip);

async function inflate(sent: Uint8Array, limitBytes: number): Promise<Uint8Array> {
  const options = { maxOutputLength: limitBytes };
  try {
    if (sent.byteLength <= SMALL_BYTES) return gunzipSync(sent, options);
    return await gunzipAside(sent, options);
  } catch (error) {
    const isTooLarge =
      error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new Problem('too-large', { limitBytes }) : error;
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw new Problem('too-large', { limitBytes });
    list.push(chunk);
  }
  return Buffer.concat(list);
}
