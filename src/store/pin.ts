import { unsealBytes, type Sealed } from './seal.ts';

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023); some 0.3 s on a desktop. */
export const PIN_ROUNDS = 600_000;
export const PIN_TRIES = 10;

/** How long no PIN is taken after so many wrong ones, in seconds; nothing before the fourth. */
const WAIT_SECONDS: Readonly<Record<number, number>> = {
  4: 5,
  5: 15,
  6: 60,
  7: 300,
  8: 900,
  9: 1800,
};

/** An account's replica key, under the PIN and then under the device's key. */
export interface PinWrapped {
  salt: Sealed;
  rounds: number;
  wrapped: Sealed;
}

export const waitMsAfter = (wrongTries: number): number => (WAIT_SECONDS[wrongTries] ?? 0) * 1000;

/** `null` where the PIN is wrong. */
export async function unwrapByPin(
  { salt, rounds, wrapped }: PinWrapped,
  pin: string,
  device: CryptoKey,
): Promise<Sealed | null> {
  const [pinKey, inner] = await Promise.all([
    keyOfPin(pin, salt, rounds),
    unsealBytes(device, wrapped),
  ]);
  try {
    return await unsealBytes(pinKey, inner);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

export async function keyOfPin(pin: string, salt: Sealed, iterations: number): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(pin);
  const base = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
