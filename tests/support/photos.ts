import { shaOf } from '../../src/store/attachment-sha.ts';
import type { Attachment } from '../../src/store/attachments.ts';

/** Bytes with the name they have everywhere; no picture, which nobody between phone and screen looks at. */
export async function buildPhoto(
  size: number,
  given?: Uint8Array<ArrayBuffer>,
): Promise<Attachment> {
  const bytes = given ?? randomBytes(size);
  return { ref: { sha: await shaOf(bytes), size, mime: 'image/jpeg' }, bytes };
}

/** In pieces: the browser's source of chance gives no more than 64 KiB at once. */
function randomBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}
