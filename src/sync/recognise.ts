import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import type { OperationResult, SyncReply, SyncRequest } from '../protocol/sync.ts';

/**
 * Whether the reply is our server's answer to this very request. Only then are its results receipts:
 * everything else counts as not sent, whatever its status says.
 */
export function isReplyTo(
  reply: SyncReply,
  parts: { request: SyncRequest; operations: readonly Operation[]; server: Id },
): boolean {
  const { request, operations, server } = parts;
  if (reply.nonce !== request.nonce || reply.server !== server) return false;
  if (request.push === null) return true;
  return reply.push !== null && covers(reply.push.results, operations);
}

/** Each operation has one result, and no result names another. */
function covers(results: readonly OperationResult[], operations: readonly Operation[]): boolean {
  if (results.length !== operations.length) return false;
  const seqOf = new Map(results.map(({ id, seq }) => [id, seq]));
  return operations.every(({ id, seq }) => seqOf.get(id) === seq);
}
