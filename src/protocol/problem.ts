import * as z from 'zod/mini';
import { Id } from '../domain/id.ts';

/**
 * Every refusal the server can give, by its HTTP status. The code is also the key of a translated
 * sentence (`problem:<code>`); English text never travels.
 */
export const PROBLEM_STATUS = {
  'bad-request': 400,
  'bad-json': 400,
  'unsupported-encoding': 415,
  'signed-out': 401,
  'device-unknown': 401,
  'session-expired': 401,
  'wrong-password': 401,
  'device-revoked': 403,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'already-set-up': 409,
  'code-used': 409,
  'code-expired': 410,
  'code-unknown': 404,
  'code-mismatch': 404,
  'code-locked': 423,
  'preview-outdated': 409,
  'login-taken': 409,
  'name-taken': 409,
  'log-fork': 409,
  'precondition-failed': 412,
  'too-large': 413,
  'file-refused': 422,
  'queue-refused': 422,
  'app-too-old': 426,
  'precondition-required': 428,
  'too-many-requests': 429,
  'server-fault': 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUS;
export const ProblemCode = z.enum(Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]]);

/** RFC 9457. `type` is `urn:shouwang:problem:<code>`; `details` depends on the code. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: ProblemCode,
  details: z.optional(z.unknown()),
});
export type ProblemBody = z.infer<typeof ProblemBody>;

/** `details` of `device-revoked` on the sync route: its own answer to one request, by nonce and server id. */
export const RevokedDetails = z.object({
  nonce: z.string(),
  server: Id,
  /** The phone has said that nothing waits on it any more: it may be wiped. */
  isDrained: z.boolean(),
});
export type RevokedDetails = z.infer<typeof RevokedDetails>;
