import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { mayOffice, type Ask } from '../../domain/permission.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import type { OFFICE_API, OfficeCall } from '../../protocol/office.ts';
import { readOfficeUser, type OfficeUser } from '../accounts/office-session.ts';
import { requirePhone } from '../accounts/phones.ts';
import { countTry, type RateLimits } from '../accounts/rate-limits.ts';
import { readBody, type Sender } from '../body.ts';
import { instantOf } from '../dependencies.ts';
import type { Office } from './office-state.ts';
import { Problem } from '../problem.ts';
import type { DeviceRow } from '../sync/authenticate.ts';
import { callerAddress } from './address.ts';
import { requireSameOrigin } from './same-origin.ts';
import { readUpload, type Upload } from './upload.ts';

type Api = typeof OFFICE_API;
type QueryOf<Name extends OfficeCall> = Api[Name] extends {
  query: infer Schema extends z.ZodMiniType;
}
  ? z.output<Schema>
  : null;
type BodyOf<Name extends OfficeCall> = Api[Name] extends {
  body: infer Schema extends z.ZodMiniType;
}
  ? z.output<Schema>
  : null;
type ReplyOf<Name extends OfficeCall> = Api[Name]['reply'] extends z.ZodMiniType
  ? z.output<Api[Name]['reply']>
  : Response;
type UploadOf<Name extends OfficeCall> = Api[Name] extends { isUpload: true } ? Upload : null;
type VersionOf<Name extends OfficeCall> = Api[Name] extends { isVersioned: true } ? number : null;

/** A call that has been let in and read. */
export interface Call<Name extends OfficeCall, User> {
  c: Context;
  office: Office;
  user: User;
  query: QueryOf<Name>;
  body: BodyOf<Name>;
  upload: UploadOf<Name>;
  /** Of `If-Match`. */
  version: VersionOf<Name>;
  /** A UUID of the path; `not-found` if it is none. */
  id: (parameter?: string) => string;
}

export type Right = Omit<Ask, 'place'>;

/** One row of the office's table: who may, and what is done. */
export interface OfficeRoute {
  name: OfficeCall;
  /** `null`: the answer itself looks who is asking. */
  right: Right | null;
  answer: (c: Context, office: Office, endpoint: Endpoint) => Promise<unknown>;
}

/** For whoever is signed in to the office, whatever their rights. */
export const forSignedIn = <Name extends OfficeCall>(
  name: Name,
  answer: (call: Call<Name, OfficeUser>) => Promise<ReplyOf<Name>>,
): OfficeRoute => signedIn(name, null, answer);

/** For whoever is signed in to the office with this right. */
export const forOffice = <Name extends OfficeCall>(
  name: Name,
  right: Right,
  answer: (call: Call<Name, OfficeUser>) => Promise<ReplyOf<Name>>,
): OfficeRoute => signedIn(name, right, answer);

function signedIn<Name extends OfficeCall>(
  name: Name,
  right: Right | null,
  answer: (call: Call<Name, OfficeUser>) => Promise<ReplyOf<Name>>,
): OfficeRoute {
  return {
    name,
    right,
    answer: async (c, office, endpoint) => {
      const user = await requireOffice(c, office, right);
      return letIn({ c, office, endpoint, user }, answer);
    },
  };
}

/**
 * For anyone: set-up, sign-in, phones. With `limit`, a try of the caller's address is counted before anything of the
 * call is read; a good one is given back by `answer`.
 */
export function forAnyone<Name extends OfficeCall>(
  name: Name,
  answer: (call: Call<Name, null>) => Promise<ReplyOf<Name>>,
  limit?: keyof RateLimits,
): OfficeRoute {
  return {
    name,
    right: null,
    answer: async (c, office, endpoint) => {
      if (endpoint.method !== 'get') requireSameOrigin(c, 'if-told');
      const { deps, limits } = office;
      if (limit !== undefined) await countTry(limits[limit], callerAddress(c, deps.settings));
      return letIn({ c, office, endpoint, user: null }, answer);
    },
  };
}

/** For an enrolled phone that has not been revoked, whoever of its people is there; asked before the body is read. */
export function forPhone<Name extends OfficeCall>(
  name: Name,
  answer: (call: Call<Name, DeviceRow>) => Promise<ReplyOf<Name>>,
): OfficeRoute {
  return {
    name,
    right: null,
    answer: async (c, office, endpoint) => {
      requireSameOrigin(c, 'if-told');
      const user = await requirePhone(c, office.deps.db);
      return letIn({ c, office, endpoint, user }, answer);
    },
  };
}

/** Throws `signed-out` or `forbidden`; a write must also come from our own pages. */
export async function requireOffice(
  c: Context,
  office: Office,
  right: Right | null,
): Promise<OfficeUser> {
  const user = await readOfficeUser(c, office.deps);
  if (user === null) throw new Problem('signed-out');
  if (c.req.method !== 'GET') requireSameOrigin(c, 'always');
  const at = instantOf(office.deps.now());
  if (right !== null && !mayOffice(user.assignments, right, at)) throw new Problem('forbidden');
  return user;
}

interface Asking<User> {
  c: Context;
  office: Office;
  endpoint: Endpoint;
  user: User;
}

/** Reads the call and answers it, in its turn where only so many may be at it. */
function letIn<Name extends OfficeCall, User>(
  of: Asking<User>,
  answer: (call: Call<Name, User>) => Promise<ReplyOf<Name>>,
): Promise<ReplyOf<Name>> {
  const { office, endpoint } = of;
  const work = async () => answer(await readCall<Name, User>(of));
  if (endpoint.mostAtOnce === undefined) return work();
  return office.gate(endpoint.path, endpoint.mostAtOnce, work);
}

async function readCall<Name extends OfficeCall, User>(
  of: Asking<User>,
): Promise<Call<Name, User>> {
  const { c, office, endpoint, user } = of;
  const call = {
    c,
    office,
    user,
    query: endpoint.query ? readQuery(c, endpoint.query) : null,
    body: endpoint.body
      ? await readJsonBody(c, endpoint.body, user === null ? 'stranger' : 'known')
      : null,
    upload: endpoint.isUpload ? await readUpload(c, endpoint.uploadLimitBytes) : null,
    version: endpoint.isVersioned ? readIfMatch(c) : null,
    id: (parameter = 'id') => readId(c, parameter),
  };
  // The endpoint is that of `Name`, whose schemas have just been applied.
  return call as Call<Name, User>;
}

/** Only JSON that says so: a form of another site's page can send the other types without being asked. */
function readJsonBody(c: Context, schema: z.ZodMiniType, sender: Sender): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new Problem('bad-request', { at: 'content-type' });
  return readBody(c, schema, sender);
}

function readQuery(c: Context, schema: z.ZodMiniType): unknown {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return parsed.data;
  throw new Problem('bad-request', { at: parsed.error.issues[0]?.path.join('.') ?? '' });
}

function readIfMatch(c: Context): number {
  const header = c.req.header('if-match');
  if (header === undefined) throw new Problem('precondition-required');
  const version = Number(/^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]);
  if (!Number.isInteger(version)) throw new Problem('bad-request', { at: 'if-match' });
  return version;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function readId(c: Context, parameter: string): string {
  const text = c.req.param(parameter) ?? '';
  if (!UUID.test(text)) throw new Problem('not-found');
  return text.toLowerCase();
}
