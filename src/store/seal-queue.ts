import type { Id, Instant } from '../domain/id.ts';
import {
  frameParts,
  QUEUE_KEY_INFO,
  QUEUE_MARK,
  queueNonce,
  type QueueContents,
  type QueueHeader,
} from '../protocol/queue-file.ts';
import type { Attachment } from './attachments.ts';
import { gzip } from './gzip.ts';
import { toBase64url } from './secret.ts';

export interface QueueToSeal {
  /** JWK, ECDH P-256. */
  publicKey: Record<string, unknown>;
  server: Id;
  device: Id;
  deviceToken: string;
  madeAt: Instant;
  contents: Omit<QueueContents, 'proof' | 'photos'>;
  photos?: readonly Attachment[];
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };

/** The bytes of a queue file. Only whoever holds the organisation's private key opens it, the phone neither. */
export async function sealQueue(queue: QueueToSeal): Promise<Uint8Array<ArrayBuffer>[]> {
  const own = await crypto.subtle.generateKey(ECDH, false, ['deriveBits']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', own.publicKey);
  const { server, device, madeAt, contents, photos = [] } = queue;
  const count = contents.operations.length;
  const header: QueueHeader = { v: 1, server, device, madeAt, count, key: { x, y } };
  const headerBytes = bytesOf(JSON.stringify(header));
  const proof = await prove(queue.deviceToken, headerBytes);
  const shas = photos.map(({ ref }) => ref.sha);
  const whole: QueueContents = { proof, ...contents, photos: shas };
  const text = await gzip(bytesOf(JSON.stringify(whole)));
  const sections = [text, ...photos.map(({ bytes }) => bytes)];

  const key = await deriveKey(own.privateKey, queue.publicKey, headerBytes);
  const sealed = await Promise.all(
    sections.map((section, index) => {
      const iv = queueNonce(index, index === sections.length - 1);
      const parameters = { name: 'AES-GCM', iv, additionalData: headerBytes };
      return crypto.subtle.encrypt(parameters, key, section);
    }),
  );
  const parts = sealed.map((section) => new Uint8Array(section));
  return [bytesOf(QUEUE_MARK), ...frameParts([headerBytes, ...parts])];
}

async function deriveKey(
  privateKey: CryptoKey,
  { kty, crv, x, y }: JsonWebKey,
  salt: Uint8Array<ArrayBuffer>,
): Promise<CryptoKey> {
  const jwk = { kty, crv, x, y } as JsonWebKey;
  const theirs = await crypto.subtle.importKey('jwk', jwk, ECDH, false, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, privateKey, 256);
  const hkdf = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(QUEUE_KEY_INFO) };
  const aes = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(parameters, hkdf, aes, false, ['encrypt']);
}

/** That the file comes from this device, without putting its token into the file. */
async function prove(deviceToken: string, header: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytesOf(deviceToken));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', hash, hmac, false, ['sign']);
  return toBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, header)));
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
