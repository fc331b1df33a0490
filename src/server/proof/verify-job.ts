import { instantOf } from '../dependencies.ts';
import { rotateEpoch } from '../database/rotate-epoch.ts';
import { writeDatabase } from '../database/transaction.ts';
import type { Job } from '../jobs/run-job.ts';
import { verifyLogs } from './verify-logs.ts';
import { verifyScopes } from './verify-scopes.ts';

/**
 * Every night the server counts what it holds and compares that with what it says of it. A database
 * that has lost something begins a new feed, as one that was restored does: the phones bring it back.
 */
export const verifyJob: Job = {
  name: 'verify',
  run: async (deps, stillMine) => {
    const logs = await verifyLogs(deps.db, stillMine);
    const scopes = await verifyScopes(deps.db, stillMine);
    const details = { logs, scopes };
    if (logs + scopes === 0) return details;
    deps.report(new Error(`The database differs from its digests: ${JSON.stringify(details)}`));
    const at = instantOf(deps.now());
    await writeDatabase(deps.db, (tx) => rotateEpoch(tx, { why: 'lost-operations', at, details }));
    return details;
  },
};
