import { Hono } from 'hono';
import { AttachmentSha } from '../../domain/attachment.ts';
import {
  ATTACHMENT_CONTENT_TYPE,
  LARGEST_CHUNK_BYTES,
  NONCE_HEADER,
  OFFSET_HEADER,
  type AttachmentState,
} from '../../protocol/attachment.ts';
import { takeChunk } from '../attachments/take-chunk.ts';
import { readBytes } from '../body.ts';
import { readServerIdentity } from '../database/meta.ts';
import { writeDatabase } from '../database/transaction.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import { Problem } from '../problem.ts';
import { requireDevice } from '../sync/authenticate.ts';

/**
 * `POST /api/v1/attachments/:sha`: the next bytes of a photo, or none to ask how far it is. By the device's
 * token alone, like operations; also of a revoked phone, which can only bring what it named before.
 */
export function attachmentsRoute(deps: Dependencies): Hono {
  return new Hono().post('/:sha', async (c) => {
    const device = await requireDevice(c, deps.db);
    const sha = AttachmentSha.safeParse(c.req.param('sha'));
    if (!sha.success) throw new Problem('not-found');
    const nonce = c.req.header(NONCE_HEADER) ?? '';
    if (nonce.length < 16 || nonce.length > 64)
      throw new Problem('bad-request', { at: NONCE_HEADER });
    const offset = Number(/^\d{1,9}$/.exec(c.req.header(OFFSET_HEADER) ?? '')?.[0]);
    if (Number.isNaN(offset)) throw new Problem('bad-request', { at: OFFSET_HEADER });
    const bytes = await readBytes(c.req.raw, LARGEST_CHUNK_BYTES);
    const at = instantOf(deps.now());
    const chunk = { deviceId: device.id, sha: sha.data, offset, bytes, at };
    const held = await writeDatabase(deps.db, (tx) => takeChunk(tx, chunk));
    const { serverId: server } = await readServerIdentity(deps.db);
    const state: AttachmentState = { v: 1, nonce, server, sha: sha.data, ...held };
    return c.body(JSON.stringify(state), 200, { 'content-type': ATTACHMENT_CONTENT_TYPE });
  });
}
