import { createHmac } from 'node:crypto';
import { sessionProofText, type SessionRequest } from '../../../src/protocol/enrolment.ts';
import { newSecret } from '../../../src/server/accounts/secrets.ts';
import type { TestPhone } from './test-server.ts';

/** By which an unlocked phone asks for a reading session of its account. */
export function sessionRequest({ deviceId, accountId, secret }: SecretHolder): SessionRequest {
  const nonce = newSecret();
  const proof = createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(sessionProofText(deviceId, accountId, nonce))
    .digest('base64url');
  return { accountId, nonce, proof };
}

type SecretHolder = Pick<TestPhone, 'deviceId' | 'accountId' | 'secret'>;
