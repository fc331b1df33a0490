import type { AttachmentSha } from '../domain/attachment.ts';

/** The name that these bytes have wherever they are. */
export async function shaOf(bytes: Uint8Array<ArrayBuffer>): Promise<AttachmentSha> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
