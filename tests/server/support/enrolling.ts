import { createHmac } from 'node:crypto';
import type { Id } from '../../../src/domain/id.ts';
import { RedeemReply, SessionReply, sessionProofText } from '../../../src/protocol/enrolment.ts';
import { SESSION_HEADER } from '../../../src/protocol/version.ts';
import { newSecret } from '../../../src/server/accounts/secrets.ts';
import { OfficeClient } from '../office/office-client.ts';
import type { TestServer } from './test-server.ts';

export const redeemRequest = (code: string) => ({
  code,
  deviceToken: newSecret() as string | null,
  accountSecret: newSecret(),
  deviceName: '东门手机',
  platform: 'Android 12',
});

export const bearer = (token: string | null) => ({ authorization: `Bearer ${token}` });

/** A browser that has enrolled by this code, and how it then calls as its reader. */
export async function enrolPhone(server: TestServer, code: string) {
  const client = new OfficeClient(server);
  const request = redeemRequest(code);
  const reply = RedeemReply.parse(await client.json('POST', '/enrolments/redeem', request));
  const { deviceId, account } = reply;
  const headers = bearer(request.deviceToken);
  const proofOf = (nonce: string) =>
    createHmac('sha256', Buffer.from(request.accountSecret, 'base64url'))
      .update(sessionProofText(deviceId, account.id, nonce))
      .digest('base64url');
  const openSession = async (): Promise<Record<string, string>> => {
    const nonce = newSecret();
    const body = { accountId: account.id, nonce, proof: proofOf(nonce) };
    const { session } = SessionReply.parse(await client.json('POST', '/sessions', body, headers));
    return { ...headers, [SESSION_HEADER]: session };
  };
  const sessionRefusal = (): Promise<string> => {
    const nonce = newSecret();
    const body = { accountId: account.id, nonce, proof: proofOf(nonce) };
    return client.refusal('POST', '/sessions', body, headers);
  };
  return { client, request, reply, headers, deviceId, openSession, sessionRefusal };
}

/** The code of a card's link, as a phone sends it. */
export const codeOfLink = (link: string): string => link.replace('/#enrol=', '');

/** What a person types: other characters in the place of the card's, and the number of whoever. */
export const wrongCodeFor = (number: Id): string => `00000000~${number}`;
