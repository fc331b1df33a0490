import type { Id } from '../domain/id.ts';
import type { Operation } from '../domain/operation.ts';
import { storedText } from '../domain/operation-text.ts';
import { NO_LANES } from '../protocol/lanes.ts';
import type { DigestLanes } from '../protocol/sync.ts';

/** Of what the server calls the operation's `sha`: its first 16 bytes as four big-endian uint32. */
export async function lanesOfOperation(operation: Operation): Promise<DigestLanes> {
  const text = new TextEncoder().encode(storedText(operation));
  const view = new DataView(await crypto.subtle.digest('SHA-256', text));
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12)];
}

export async function lanesOfOperations(
  operations: readonly Operation[],
): Promise<Map<Id, DigestLanes>> {
  const lanes = await Promise.all(operations.map(lanesOfOperation));
  return new Map(operations.map(({ id }, index) => [id, lanes[index] ?? NO_LANES]));
}
