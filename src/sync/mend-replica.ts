import type { Scope } from '../domain/scope.ts';
import type { Replica } from '../store/replica.ts';
import type { Credentials, SendRepair } from './network.ts';

/**
 * Fetches the buckets in which the replica differs from the server, and nothing else. `false` where that
 * did not help: then only loading anew does.
 */
export async function mendReplica(
  send: SendRepair,
  credentials: Credentials,
  { replica, scopes }: { replica: Replica; scopes: readonly Scope[] },
): Promise<boolean> {
  for (const scope of scopes) {
    const request = await replica.repairRequest(scope);
    const reply = request && (await send(request, credentials));
    if (request === null || reply?.outcome !== 'buckets') return false;
    if (!(await replica.repair(request, reply))) return false;
  }
  return true;
}
