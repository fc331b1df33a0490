import { ProblemBody, type ProblemCode } from '../../../protocol/problem.ts';
import { RedeemReply, type RedeemRequest } from '../../../protocol/enrolment.ts';
import {
  dropRedemption,
  keepRedemption,
  readRedemption,
  type Redemption,
} from '../../../store/redemption.ts';
import { makeSecret } from '../../../store/secret.ts';
import type { Vault } from '../../../store/vault.ts';
import { call, readJson } from '../../../sync/call.ts';

export type RedeemFailure = ProblemCode | 'offline' | 'not-our-server';

const FOR_GOOD: ReadonlySet<RedeemFailure> = new Set([
  'code-used',
  'code-expired',
  'code-unknown',
  'code-mismatch',
  'code-locked',
]);

/** The same code will never do; for all else the same try again may. */
export const isForGood = (why: RedeemFailure): boolean => FOR_GOOD.has(why);

export type RedeemResult =
  | { ok: true; reply: RedeemReply; deviceToken: string | null; accountSecret: string }
  | { ok: false; why: RedeemFailure };

export interface RedeemParts {
  code: string;
  vault: Pick<Vault, 'sealForDevice' | 'unsealForDevice'>;
  /** The token of a phone that is enrolled already: the account is added to it. */
  enrolledToken: string | null;
  deviceName: string;
  platform: string;
  fetch: typeof globalThis.fetch;
}

/** Turns a code into an account on this phone. Safe to repeat until it succeeds, also after the app was killed. */
export async function redeem(parts: RedeemParts): Promise<RedeemResult> {
  const { code, enrolledToken } = parts;
  const { deviceToken, accountSecret } = await beginRedemption(code, parts.vault);
  const body: RedeemRequest = {
    code,
    deviceToken: enrolledToken === null ? deviceToken : null,
    accountSecret,
    deviceName: parts.deviceName.slice(0, 80),
    platform: parts.platform.slice(0, 200),
  };
  const answer = await ask(parts, body);
  if (!answer.ok && isForGood(answer.why)) await dropRedemption();
  if (!answer.ok) return answer;
  return { ok: true, reply: answer.reply, deviceToken: body.deviceToken, accountSecret };
}

type Answer = { ok: true; reply: RedeemReply } | { ok: false; why: RedeemFailure };

async function ask(parts: RedeemParts, body: RedeemRequest): Promise<Answer> {
  const { fetch, enrolledToken } = parts;
  const answer = await call({
    fetch,
    url: '/api/v1/enrolments/redeem',
    headers: {
      'content-type': 'application/json',
      ...(enrolledToken === null ? {} : { authorization: `Bearer ${enrolledToken}` }),
    },
    body: JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
  });
  if (!answer.ok) return { ok: false, why: 'offline' };

  const read = readJson(answer.text);
  if (!answer.response.ok) {
    const problem = ProblemBody.safeParse(read).data;
    return { ok: false, why: problem?.code ?? 'not-our-server' };
  }
  const reply = RedeemReply.safeParse(read).data;
  return reply === undefined ? { ok: false, why: 'not-our-server' } : { ok: true, reply };
}

/** A line that has gone dead without a word must not keep a person waiting for ever. */
const TIMEOUT_MS = 30_000;

/** One pair of secrets for each code, on disk: a repeated request is word for word the same, and a reload knows the code. */
export async function beginRedemption(
  code: string,
  vault: RedeemParts['vault'],
): Promise<Redemption> {
  const kept = await readRedemption(vault);
  if (kept?.code === code) return kept;
  const made = { code, deviceToken: makeSecret(), accountSecret: makeSecret() };
  await keepRedemption(vault, made);
  return made;
}
