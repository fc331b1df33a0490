import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Hono, type Context } from 'hono';
import { accepts } from 'hono/accepts';
import { SyncRequest } from '../../protocol/sync.ts';
import { OLDEST_PULL_SCHEMA, SYNC_CONTENT_TYPE } from '../../protocol/version.ts';
import { readBody } from '../body.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { answerSync } from '../sync/answer-sync.ts';
import { readDeviceSession, requireDevice } from '../sync/authenticate.ts';
import { replyText } from '../sync/reply-text.ts';
import { LATEST_APP } from '../version.ts';

const gzipped = promisify(gzip);
const GZIP_FROM_CHARACTERS = 1024;
const takesGzip = (c: Context): boolean =>
  accepts(c, { header: 'Accept-Encoding', supports: ['gzip'], default: 'identity' }) === 'gzip';

/** `POST /api/v1/sync`: operations go in, receipts and changes come out. */
export function syncRoute(deps: Dependencies): Hono {
  return new Hono().post('/', async (c) => {
    const atMs = deps.now();
    const at = instantOf(atMs);
    const device = await requireDevice(c, deps.db);
    const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== SYNC_CONTENT_TYPE) throw new Problem('unsupported-encoding');
    const request = await readBody(c, SyncRequest);
    const session = await readDeviceSession(c, deps.db, { deviceId: device.id, at });
    const answer = await answerSync(deps, { request, device, session, atMs, at });
    const text = replyText({
      v: 1,
      nonce: request.nonce,
      ...answer,
      client: { oldestSchema: OLDEST_PULL_SCHEMA, latestApp: LATEST_APP },
    });
    c.header('content-type', SYNC_CONTENT_TYPE);
    if (text.length < GZIP_FROM_CHARACTERS || !takesGzip(c)) return c.body(text);
    c.header('content-encoding', 'gzip');
    c.header('vary', 'Accept-Encoding');
    return c.body(await gzipped(text));
  });
}
