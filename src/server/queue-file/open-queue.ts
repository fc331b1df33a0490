import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
} from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import {
  hasQueueMark,
  QUEUE_FILE_LIMIT_BYTES,
  QUEUE_KEY_INFO,
  QUEUE_MARK,
  QueueContents,
  QueueHeader,
  queueNonce,
  splitParts,
  type QueueRefusal,
} from '../../protocol/queue-file.ts';
import { isSameSecret } from '../accounts/secrets.ts';
import { parseJson } from '../body.ts';
import { Problem } from '../problem.ts';

const TAG_BYTES = 16;

/** What stands outside of a queue file, and its sealed parts. */
export interface QueueFile {
  header: QueueHeader;
  headerBytes: Uint8Array;
  sections: readonly Uint8Array[];
}

/** Throws `queue-refused` for what is no whole queue file. */
export function readQueueFile(bytes: Uint8Array): QueueFile {
  if (!hasQueueMark(bytes)) throw refused('no-queue');
  const parts = splitParts(bytes.subarray(QUEUE_MARK.length));
  if (parts === 'cut') throw refused('cut');
  const [headerBytes, ...sections] = parts;
  if (headerBytes === undefined) throw refused('cut');
  const header = QueueHeader.safeParse(readJson(headerBytes));
  if (!header.success) throw refused('altered');
  return { header: header.data, headerBytes, sections };
}

/** Opens and checks everything before anybody stores anything. Throws `queue-refused`. */
export function openQueue(
  { header, headerBytes, sections }: QueueFile,
  of: { privateKey: string; tokenHash: string },
): { contents: QueueContents; photos: readonly Uint8Array[] } {
  const key = deriveKey(header, headerBytes, of.privateKey);
  const [contentBytes, ...photos] = sections.map((section, index) => {
    const nonce = queueNonce(index, index === sections.length - 1);
    return attempt(() => decrypt(section, { key, nonce, headerBytes }));
  });
  if (contentBytes === undefined) throw refused('cut');
  const contents = QueueContents.safeParse(readJson(inflate(contentBytes)));
  const isWhole =
    contents.success &&
    contents.data.operations.length === header.count &&
    contents.data.photos.length === photos.length;
  if (!isWhole) throw refused('altered');
  const proofKey = Buffer.from(of.tokenHash, 'base64url');
  const proof = createHmac('sha256', proofKey).update(headerBytes).digest('base64url');
  if (!isSameSecret(proof, contents.data.proof)) throw refused('unknown-device');
  return { contents: contents.data, photos };
}

export const refused = (why: QueueRefusal): Problem => new Problem('queue-refused', { why });

function deriveKey({ key }: QueueHeader, salt: Uint8Array, privateKey: string): Buffer {
  const theirs = { kty: 'EC', crv: 'P-256', ...key };
  const own = JSON.parse(privateKey) as JsonWebKey;
  const secret = attempt(() =>
    diffieHellman({
      privateKey: createPrivateKey({ key: own, format: 'jwk' }),
      publicKey: createPublicKey({ key: theirs, format: 'jwk' }),
    }),
  );
  return Buffer.from(hkdfSync('sha256', secret, salt, QUEUE_KEY_INFO, 32));
}

function decrypt(
  section: Uint8Array,
  of: { key: Buffer; nonce: Uint8Array; headerBytes: Uint8Array },
): Uint8Array {
  const end = section.byteLength - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', of.key, of.nonce);
  decipher.setAAD(of.headerBytes);
  decipher.setAuthTag(section.subarray(end));
  return Buffer.concat([decipher.update(section.subarray(0, end)), decipher.final()]);
}

const inflate = (bytes: Uint8Array): Uint8Array =>
  attempt(() => gunzipSync(bytes, { maxOutputLength: QUEUE_FILE_LIMIT_BYTES }));

const readJson = (bytes: Uint8Array): unknown => attempt(() => parseJson(bytes));

/** Whatever fails in reading the file is the file's fault. */
function attempt<Result>(read: () => Result): Result {
  try {
    return read();
  } catch {
    throw refused('altered');
  }
}
