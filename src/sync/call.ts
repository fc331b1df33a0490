import { ProblemBody, RevokedDetails, type ProblemCode } from '../protocol/problem.ts';
import type { SendFailure } from './network.ts';

export interface Call {
  fetch: typeof globalThis.fetch;
  url: string;
  headers: Record<string, string>;
  body: BodyInit;
  timeoutMs: number;
  /** Ends the call early, as a lost line would. */
  signal?: AbortSignal;
}

export type CallResult =
  | { ok: true; response: Response; bytes: Uint8Array<ArrayBuffer>; readonly text: string }
  | { ok: false; why: 'offline' | 'timeout' };

/**
 * One POST with its whole answer. A redirect is not followed but given back as an answer without status:
 * a captive portal must look neither like our server nor like no network.
 */
export async function call({
  fetch,
  url,
  headers,
  body,
  timeoutMs,
  signal,
}: Call): Promise<CallResult> {
  const controller = new AbortController();
  const end = () => controller.abort();
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener('abort', end);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'same-origin',
      signal: controller.signal,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      ok: true,
      response,
      bytes,
      // Decoded when it is asked for: a page of news is read piece by piece.
      get text() {
        return new TextDecoder().decode(bytes);
      },
    };
  } catch {
    const isLate = controller.signal.aborted && signal?.aborted !== true;
    return { ok: false, why: isLate ? 'timeout' : 'offline' };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}

const FAILURE_OF: Partial<Record<ProblemCode, SendFailure>> = {
  'signed-out': 'signed-out',
  'device-unknown': 'signed-out',
  'session-expired': 'signed-out',
  'device-revoked': 'device-revoked',
  'app-too-old': 'app-too-old',
  'too-many-requests': 'too-many',
  'too-large': 'too-large',
  'log-fork': 'log-fork',
};

/** What a proxy in front of our server says by itself, without our problem body. */
const PROXY_FAILURE: Readonly<Record<number, SendFailure>> = {
  413: 'too-large',
  429: 'too-many',
  500: 'server-down',
  502: 'server-down',
  503: 'server-down',
  504: 'server-down',
};

/** An answer that is no receipt, as the reason why. */
export function failureOf(response: Response, text: string): SendFailure {
  const code = problemOf(response, text);
  if (code !== null) return FAILURE_OF[code] ?? 'server-down';
  return PROXY_FAILURE[response.status] ?? 'not-our-server';
}

/** `null` where it is not the answer of our sync route. */
export function revokedDetailsOf(response: Response, text: string): RevokedDetails | null {
  if (response.status !== 403) return null;
  return RevokedDetails.safeParse(problemBodyOf(response, text)?.details).data ?? null;
}

/** What our server itself refuses with; `null` for an answer of anybody else. */
export function problemOf(
  { headers }: Pick<Response, 'headers'>,
  text: string,
): ProblemCode | null {
  return problemBodyOf({ headers }, text)?.code ?? null;
}

export function problemBodyOf(
  { headers }: Pick<Response, 'headers'>,
  text: string,
): ProblemBody | null {
  if (mediaType(headers) !== 'application/problem+json') return null;
  return ProblemBody.safeParse(readJson(text)).data ?? null;
}

export const mediaType = (headers: Headers): string =>
  (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** `undefined` where the text is no JSON, which fits no schema. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Seconds or a date; `null` without either. */
export function retryAfterMs(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after');
  if (text === null) return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
