import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import { Account, Assignment } from '../domain/role.ts';
import type { Endpoint } from './endpoint.ts';
import { SetUpState } from './set-up-state.ts';

/** Office sign-in names: compared in lower case. */
export const Login = z.string().check(z.trim(), z.minLength(3), z.maxLength(80));
/** Ten characters or more (NIST SP 800-63B asks for length, not for kinds of characters). */
export const NewPassword = z.string().check(z.minLength(10), z.maxLength(200));
export const PersonName = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));

/**
 * `POST /api/v1/setup`: `secret` is what stands after `/#setup=` in the printed link. Makes the
 * organisation's keys, the campus and the first administrator, and signs in.
 */
export const SetUpRequest = z.strictObject({
  secret: z.string().check(z.maxLength(100)),
  organisation: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  campusName: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  login: Login,
  password: NewPassword,
  name: PersonName,
});
export type SetUpRequest = z.infer<typeof SetUpRequest>;

/** `POST /api/v1/login`: 401 `wrong-password` also where the login does not exist. */
export const LoginRequest = z.strictObject({
  login: z.string().check(z.maxLength(80)),
  password: z.string().check(z.maxLength(200)),
});
export type LoginRequest = z.infer<typeof LoginRequest>;

/** An account as the office sees it; phones of staff never learn by which name somebody signs in. */
export const OfficeAccount = z.extend(Account, {
  /** `null`: comes in by enrolment only. */
  login: z.nullable(z.string()),
});
export type OfficeAccount = z.infer<typeof OfficeAccount>;

/** `GET /api/v1/me`, and the reply to set-up and login. 401 `signed-out` without a valid cookie. */
export const Me = z.strictObject({
  account: OfficeAccount,
  /** Those valid now. */
  assignments: z.array(Assignment),
  organisation: z.string(),
  isDemo: z.boolean(),
  server: Id,
  expiresAt: Instant,
});
export type Me = z.infer<typeof Me>;

/** The answer where there is nothing to say. */
export const Done = z.strictObject({ ok: z.literal(true) });
export type Done = z.infer<typeof Done>;

export const SESSION_API = {
  setUpState: {
    method: 'get',
    path: '/setup',
    summary: 'Whether this server is set up',
    reply: SetUpState,
  },
  setUp: {
    method: 'post',
    path: '/setup',
    summary: 'Set up with the one-time secret, and sign in',
    body: SetUpRequest,
    reply: Me,
  },
  login: {
    method: 'post',
    path: '/login',
    summary: 'Sign in to the office',
    body: LoginRequest,
    reply: Me,
  },
  logout: { method: 'post', path: '/logout', summary: 'Sign out', reply: Done },
  me: { method: 'get', path: '/me', summary: 'Who is signed in', reply: Me },
} as const satisfies Record<string, Endpoint>;
