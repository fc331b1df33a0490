import * as z from 'zod/mini';
import type { Endpoint } from '../../../protocol/endpoint.ts';
import { ProblemBody, type ProblemCode } from '../../../protocol/problem.ts';
import type { Network, NetworkReply, NetworkRequest } from './network.ts';

/** Why there is no answer. `offline` = no reply at all; `not-our-server` = something else replied. */
export interface OfficeProblem {
  code: ProblemCode | 'offline' | 'not-our-server';
  details: unknown;
}

export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: OfficeProblem };

/** One call, ready to be made. */
export interface CallTo<Schema extends z.ZodMiniType> {
  method: Endpoint['method'];
  path: string;
  /** What the reply must be. */
  reply: Schema;
  json?: unknown;
  file?: File;
  /** The version that the change is made to, for `If-Match`. */
  version?: number;
  onProgress?: (share: number) => void;
}

export type Call = <Schema extends z.ZodMiniType>(
  endpoint: CallTo<Schema>,
) => Promise<Answer<z.output<Schema>>>;

const SIGNED_OUT: ReadonlySet<OfficeProblem['code']> = new Set(['signed-out', 'session-expired']);

/**
 * Speaks to the server and believes only what fits the schema. Where the session has ended, it asks
 * `askToSignIn` and, if that was done, makes the same call once more: nothing typed is lost.
 */
export function createCall(network: Network, askToSignIn: () => Promise<boolean>): Call {
  return async (endpoint) => {
    const answer = await callOnce(network, endpoint);
    if (answer.ok || !SIGNED_OUT.has(answer.problem.code)) return answer;
    return (await askToSignIn()) ? callOnce(network, endpoint) : answer;
  };
}

async function callOnce<Schema extends z.ZodMiniType>(
  network: Network,
  endpoint: CallTo<Schema>,
): Promise<Answer<z.output<Schema>>> {
  const reply = await exchange(network, requestOf(endpoint));
  if (reply === null) return { ok: false, problem: { code: 'offline', details: null } };

  const json = jsonOf(reply);
  if (reply.status >= 400) {
    const problem = ProblemBody.safeParse(json);
    return problem.success
      ? { ok: false, problem: { code: problem.data.code, details: problem.data.details ?? null } }
      : strangeReply();
  }
  const parsed = z.safeParse(endpoint.reply, json);
  return parsed.success ? { ok: true, value: parsed.data } : strangeReply();
}

const METHODS = { get: 'GET', post: 'POST', put: 'PUT' } as const;

const strangeReply = () =>
  ({ ok: false, problem: { code: 'not-our-server', details: null } }) as const;

function requestOf(endpoint: CallTo<z.ZodMiniType>): NetworkRequest {
  const { method, path, json, file, version, onProgress } = endpoint;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (json !== undefined) headers['content-type'] = 'application/json';
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  return {
    method: METHODS[method],
    path,
    headers,
    body: file ? formOf(file) : json === undefined ? null : JSON.stringify(json),
    ...(onProgress && { onProgress }),
  };
}

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

/** The reply, or `null` where the network gave none: the one place that meets its rejection. */
async function exchange(network: Network, request: NetworkRequest): Promise<NetworkReply | null> {
  return network(request).then(
    (reply) => reply,
    () => null,
  );
}

function jsonOf(reply: NetworkReply): unknown {
  if (!/^application\/(problem\+)?json\b/.test(reply.contentType)) return undefined;
  try {
    return JSON.parse(reply.text) as unknown;
  } catch {
    return undefined;
  }
}
