import { Hono, type Context } from 'hono';
import { AttachmentSha } from '../../domain/attachment.ts';
import {
  ATTACHMENT_CONTENT_TYPE,
  LARGEST_CHUNK_BYTES,
  NONCE_HEADER,
  OFFSET_HEADER,
  type AttachmentState,
} from '../../protocol/attachment.ts';
import { readAttachmentIn } from '../attachments/read-attachments.ts';
import { takeChunk } from '../attachments/take-chunk.ts';
import { readBytes } from '../body.ts';
import { readServerIdentity } from '../database/meta.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { readDeviceSession, requireDevice } from '../sync/authenticate.ts';
import { followedScopes } from '../sync/followed-scopes.ts';

/**
 * `GET /api/v1/attachments/:sha`: a photo for who follows its fact. `POST`: the next bytes of a photo, or none to ask how far it is. By the device's
 * token alone, like operations; also of a revoked phone, which can only bring what it named before.
 */
export function attachmentsRoute(deps: Dependencies): Hono {
  const app = new Hono();
  app.get('/:sha', (c) => giveAttachment(c, deps));
  app.post('/:sha', async (c) => {
    const device = await requireDevice(c, deps.db);
    const sha = readSha(c);
    const nonce = c.req.header(NONCE_HEADER) ?? '';
    if (nonce.length < 16 || nonce.length > 64)
      throw new Problem('bad-request', { at: NONCE_HEADER });
    const offset = Number(/^\d{1,9}$/.exec(c.req.header(OFFSET_HEADER) ?? '')?.[0]);
    if (Number.isNaN(offset)) throw new Problem('bad-request', { at: OFFSET_HEADER });
    const bytes = await readBytes(c.req.raw, LARGEST_CHUNK_BYTES);
    const at = instantOf(deps.now());
    const chunk = { deviceId: device.id, sha, offset, bytes, at };
    const held = await writeDatabase(deps.db, (tx) => takeChunk(tx, chunk));
    const { serverId: server } = await readServerIdentity(deps.db);
    const state: AttachmentState = { v: 1, nonce, server, sha, ...held };
    return c.body(JSON.stringify(state), 200, { 'content-type': ATTACHMENT_CONTENT_TYPE });
  });
  return app;
}

/** To a phone's reader, of facts in what the account follows: the same right as for the fact. */
async function giveAttachment(c: Context, { db, now }: Dependencies): Promise<Response> {
  const device = await requireDevice(c, db);
  if (device.revokedAt !== null) throw new Problem('device-revoked');
  const sha = readSha(c);
  const at = instantOf(now());
  const session = await readDeviceSession(c, db, { deviceId: device.id, at });
  if (session.outcome !== 'open') throw new Problem('session-expired');
  const bytes = await readAttachmentIn(db, { sha, scopes: await followedScopes(db, session, at) });
  if (bytes === null) throw new Problem('not-found');
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'image/jpeg' } });
}

function readSha(c: Context): AttachmentSha {
  const sha = AttachmentSha.safeParse(c.req.param('sha'));
  if (!sha.success) throw new Problem('not-found');
  return sha.data;
}
