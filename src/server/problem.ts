import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { PROBLEM_STATUS, type ProblemBody, type ProblemCode } from '../protocol/problem.ts';

/** A refusal that its receiver can act on. Everything else that is thrown is a fault of ours. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: unknown;

  constructor(code: ProblemCode, details?: unknown) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';

/** RFC 9457. Never says more than the code and what the thrower put into `details`. */
export function problemResponse(code: ProblemCode, details?: unknown): Response {
  const status: ContentfulStatusCode = PROBLEM_STATUS[code];
  const body: ProblemBody = {
    type: `urn:shouwang:problem:${code}`,
    title: code.replaceAll('-', ' '),
    status,
    code,
    ...(details === undefined ? {} : { details }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': PROBLEM_CONTENT_TYPE,
      'cache-control': 'no-store',
      ...retryAfter(details),
    },
  });
}

function retryAfter(details: unknown): Record<string, string> {
  const isTold =
    typeof details === 'object' &&
    details !== null &&
    'retryAfterSeconds' in details &&
    typeof details.retryAfterSeconds === 'number';
  return isTold ? { 'retry-after': String(details.retryAfterSeconds) } : {};
}
