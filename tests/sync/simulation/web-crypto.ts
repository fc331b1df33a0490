import { createCipheriv, createDecipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Chance } from '../../../src/server/demo/chance.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the databases can clone; only this file looks into it. */
interface SimulatedKey {
  algorithm: { name: string };
  bytes: Bytes;
}

type Named = string | { name: string };

const TAG_BYTES = 16;

export function fillRandom<T extends ArrayBufferView>(chance: Chance, view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = chance.whole(0, 255);
  return view;
}

export function randomId(chance: Chance): string {
  const bytes = fillRandom(chance, new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * The same ciphers as the browser's, but with random numbers from the seed, and done at once: `later` decides
 * when the promise is kept, so that the order does not depend on threads.
 */
export function simulatedCrypto(chance: Chance, later: <T>(value: () => T) => Promise<T>) {
  const subtle = {
    generateKey: (algorithm: Named) =>
      later(() => keyOf(algorithm, fillRandom(chance, new Uint8Array(32)))),
    importKey: (_format: 'raw', bytes: Bytes, algorithm: Named) =>
      later(() => keyOf(algorithm, Uint8Array.from(bytes))),
    deriveKey: (of: { salt: Bytes; iterations: number }, base: SimulatedKey, algorithm: Named) =>
      later(() => {
        const derived = pbkdf2Sync(base.bytes, of.salt, of.iterations, 32, 'sha256');
        return keyOf(algorithm, Uint8Array.from(derived));
      }),
    encrypt: ({ iv }: { iv: Bytes }, key: SimulatedKey, bytes: Bytes) =>
      later(() => encrypt(key, iv, bytes)),
    decrypt: ({ iv }: { iv: Bytes }, key: SimulatedKey, bytes: Bytes) =>
      later(() => decrypt(key, iv, bytes)),
    sign: (_algorithm: Named, key: SimulatedKey, bytes: Bytes) =>
      later(() => bufferOf(createHmac('sha256', key.bytes).update(bytes).digest())),
    digest: (_algorithm: Named, bytes: Bytes) =>
      later(() => bufferOf(createHash('sha256').update(bytes).digest())),
  };
  return {
    subtle,
    getRandomValues: <T extends ArrayBufferView>(view: T) => fillRandom(chance, view),
    randomUUID: () => randomId(chance),
  };
}

function keyOf(algorithm: Named, bytes: Bytes): SimulatedKey {
  const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
  return { algorithm: { name }, bytes };
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

function encrypt(key: SimulatedKey, iv: Bytes, bytes: Bytes): ArrayBuffer {
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv);
  return bufferOf(Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
}

function decrypt(key: SimulatedKey, iv: Bytes, bytes: Bytes): ArrayBuffer {
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, iv);
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(bytes.subarray(0, -TAG_BYTES));
  try {
    return bufferOf(Buffer.concat([text, decipher.final()]));
  } catch {
    throw new DOMException('The operation failed', 'OperationError');
  }
}
