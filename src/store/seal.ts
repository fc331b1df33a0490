/** 96 random bits before the ciphertext, as AES-GCM wants them. */
const IV_BYTES = 12;

export type Sealed = Uint8Array<ArrayBuffer>;

/** AES-GCM with a new random IV: IV, then ciphertext and tag. Await it before a transaction opens, never inside. */
export async function sealBytes(key: CryptoKey, bytes: Sealed): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ciphertext = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, bytes);
  const sealed = new Uint8Array(IV_BYTES + ciphertext.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(ciphertext), IV_BYTES);
  return sealed;
}

/** Throws `OperationError` where the key does not fit or the bytes were changed. */
export async function unsealBytes(key: CryptoKey, sealed: Sealed): Promise<Sealed> {
  const iv = sealed.subarray(0, IV_BYTES);
  const ciphertext = sealed.subarray(IV_BYTES);
  return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, ciphertext));
}

export function sealText(key: CryptoKey, text: string): Promise<Sealed> {
  return sealBytes(key, new TextEncoder().encode(text));
}

export async function unsealText(key: CryptoKey, sealed: Sealed): Promise<string> {
  return new TextDecoder().decode(await unsealBytes(key, sealed));
}

/** A random AES-GCM key that script can use but never read. */
export function makeLockedKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
