import {
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

export interface OrganisationKey {
  /** JWK text (ECDH P-256): phones seal exported queues with it. */
  publicKey: string;
  /** JWK text, sealed with AES-256-GCM by the server's secret: base64url of nonce, tag, ciphertext. */
  sealedPrivateKey: string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function newOrganisationKey(serverSecret: string): OrganisationKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    publicKey: JSON.stringify(publicKey.export({ format: 'jwk' })),
    sealedPrivateKey: seal(serverSecret, JSON.stringify(privateKey.export({ format: 'jwk' }))),
  };
}

/** The private JWK text. Throws if the server's secret is not the one that sealed it. */
export function openPrivateKey(serverSecret: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(
    'aes-256-gcm',
    sealingKey(serverSecret),
    bytes.subarray(0, NONCE_BYTES),
  );
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([text, decipher.final()]).toString('utf8');
}

function seal(serverSecret: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(serverSecret), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function sealingKey(serverSecret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', serverSecret, '', 'shouwang organisation key', 32));
}
