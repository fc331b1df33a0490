import type { Scope } from '../domain/scope.ts';
import type { Difference } from '../store/journal-database.ts';
import type { Mending } from '../store/replica-intake.ts';
import type { Replica } from '../store/replica.ts';
import type { Credentials, SendRepair } from './network.ts';

/**
 * Fetches the buckets in which the replica differs from the server, and nothing else. Where that did not
 * help, only loading anew does. Tells what differed as far as it has got.
 */
export async function mendReplica(
  send: SendRepair,
  credentials: Credentials,
  { replica, scopes }: { replica: Replica; scopes: readonly Scope[] },
): Promise<Mending> {
  const differences: Difference[] = [];
  for (const scope of scopes) {
    const request = await replica.repairRequest(scope);
    const reply = request && (await send(request, credentials));
    if (request === null || reply?.outcome !== 'buckets') return { isMended: false, differences };
    const mending = await replica.repair(request, reply);
    differences.push(...mending.differences);
    if (!mending.isMended) return { isMended: false, differences };
  }
  return { isMended: true, differences };
}
