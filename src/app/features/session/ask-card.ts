import type { Id } from '../../../domain/id.ts';
import { EnrolmentCard } from '../../../protocol/office-enrolment.ts';
import { SESSION_HEADER } from '../../../protocol/version.ts';
import { call, problemOf, readJson } from '../../../sync/call.ts';
import { createHttpSession } from '../../../sync/http.ts';
import type { AppContext } from '../../context.ts';

/** `unsure`: it may have been made, and the phone before ended. */
export type CardFailure = 'offline' | 'unsure' | 'forbidden' | 'conflict' | 'signed-out' | 'other';

export type CardAnswer = { ok: true; card: EnrolmentCard } | { ok: false; why: CardFailure };

/** The person stands here: a day is enough. */
const VALID_DAYS = 1;
const TIMEOUT_MS = 20_000;

/**
 * A new card for one person, whose phone and card before end. Only with network: the server alone makes codes.
 * Repeatable: the last card is the one that works. Never throws.
 */
export async function askCard({ vault, unlocked }: AppContext, personId: Id): Promise<CardAnswer> {
  const fetch = globalThis.fetch.bind(globalThis);
  const deviceToken = await vault.deviceToken();
  if (deviceToken === null) return { ok: false, why: 'signed-out' };
  const session = await createHttpSession('', fetch)(unlocked, deviceToken);
  if (!session.ok)
    return { ok: false, why: isNoNetwork(session.why) ? 'offline' : signedOut(session.why) };
  const answer = await call({
    fetch,
    url: `/api/v1/people/${personId}/enrolment-card`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${deviceToken}`,
      [SESSION_HEADER]: session.session,
    },
    body: JSON.stringify({ validDays: VALID_DAYS }),
    timeoutMs: TIMEOUT_MS,
  });
  if (!answer.ok) return { ok: false, why: 'unsure' };
  const { response, text } = answer;
  const card = response.ok ? EnrolmentCard.safeParse(readJson(text)) : null;
  if (card?.success) return { ok: true, card: card.data };
  const problem = problemOf(response, text);
  if (problem === 'forbidden' || problem === 'not-found') return { ok: false, why: 'forbidden' };
  if (problem === 'conflict') return { ok: false, why: 'conflict' };
  if (problem === 'session-expired' || problem === 'device-unknown')
    return { ok: false, why: 'signed-out' };
  return { ok: false, why: response.ok ? 'unsure' : 'other' };
}

const isNoNetwork = (why: string): boolean =>
  why === 'offline' || why === 'timeout' || why === 'not-our-server';

const signedOut = (why: string): CardFailure =>
  why === 'signed-out' || why === 'device-revoked' ? 'signed-out' : 'other';
