import type { Context } from 'hono';
import { readBytes } from '../body.ts';
import { Problem } from '../problem.ts';

/** The largest honest roster here has 6 MB. */
export const UPLOAD_LIMIT_BYTES = 30 * 1024 * 1024;
const NAME_LENGTH = 200;

export interface Upload {
  bytes: Uint8Array;
  fileName: string;
}

/** The one file of a form, whatever its field is called, or the body itself with `?name=`. */
export async function readUpload(
  c: Context,
  limitBytes: number = UPLOAD_LIMIT_BYTES,
): Promise<Upload> {
  const type = c.req.header('content-type') ?? '';
  const bytes = await readBytes(c.req.raw, limitBytes);
  if (!type.startsWith('multipart/form-data'))
    return { bytes, fileName: (c.req.query('name') ?? '').slice(0, NAME_LENGTH) };
  const form = await parseForm(bytes, type);
  for (const value of form.values())
    if (value instanceof File)
      return {
        bytes: new Uint8Array(await value.arrayBuffer()),
        fileName: value.name.slice(0, NAME_LENGTH),
      };
  throw new Problem('bad-request', { at: 'file' });
}

async function parseForm(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Problem('bad-request', { at: 'file' });
  }
}
