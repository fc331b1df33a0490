import { addDays, utcDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, retentionOf } from '../../domain/default-policy.ts';
import type { Day, Instant } from '../../domain/id.ts';
import { POLICY_ID } from '../accounts/set-up.ts';
import { writeAudit } from '../accounts/audit.ts';
import { getDocument } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { Job } from '../jobs/run-job.ts';
import { cutScopes } from './cut-scopes.ts';
import { fileCheckpoints } from './file-checkpoints.ts';
import { forgetVersions } from './forget-versions.ts';
import { purgeOperations } from './purge.ts';

/**
 * Forgets what the policy no longer wants kept. All limits fall on the beginning of a UTC day, where the
 * phones' windows and the digests fall too.
 */
export const retentionJob: Job = {
  name: 'retention',
  run: async (deps, stillMine) => {
    const { db, now } = deps;
    const at = instantOf(now());
    const policy = (await getDocument(db, 'policy', POLICY_ID))?.body ?? DEFAULT_POLICY;
    const kept = retentionOf(policy);
    const dayBefore = (days: number): Day => addDays(utcDay(at), -days);
    const door = dayBefore(policy.phone.doorFactDays);
    const checkpoints = await fileCheckpoints(db, { cut: door, at }, stillMine);
    const feeds = await cutScopes(db, { door, others: dayBefore(kept.doorDays) }, stillMine);
    const limits = {
      door: startOf(dayBefore(kept.doorDays)),
      duty: startOf(dayBefore(kept.dutyDays)),
      parked: startOf(dayBefore(kept.parkedDays)),
    };
    const operations = await purgeOperations(db, { limits, at }, stillMine);
    const auditFrom = startOf(dayBefore(kept.auditDays));
    const audit = await forgetAudit(deps, auditFrom);
    const versions = await forgetVersions(db, auditFrom, stillMine);
    const counts = { checkpoints, feeds, operations, audit, versions };
    if (operations + audit + versions > 0)
      await writeAudit(db, {
        at,
        accountId: null,
        what: 'server.retention',
        subject: null,
        details: counts,
      });
    return counts;
  },
};

const startOf = (day: Day): Instant => `${day}T00:00:00.000Z`;

async function forgetAudit({ db }: Dependencies, before: Instant): Promise<number> {
  const gone = await db.deleteFrom('audit').where('at', '<', before).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
