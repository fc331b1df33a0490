import { addDays, utcDay } from '../../domain/campus-day.ts';
import { DEFAULT_POLICY, retentionOf, upkeepFactDaysOf } from '../../domain/default-policy.ts';
import type { Day, Instant } from '../../domain/id.ts';
import type { PolicyPack } from '../../domain/policy.ts';
import { daysKept, daysWithPeople, type RetentionClass } from '../../domain/retention-class.ts';
import { POLICY_ID } from '../accounts/set-up.ts';
import { writeAudit } from '../accounts/audit.ts';
import { forgetOldTries } from '../accounts/number-tries.ts';
import { getDocument } from '../database/documents.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';
import type { Job } from '../jobs/run-job.ts';
import { cutScopes, type Cuts } from './cut-scopes.ts';
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
    const cuts = cutsOf(policy, dayBefore);
    const checkpoints = await fileCheckpoints(db, { cut: cuts.door, at }, stillMine);
    const feeds = await cutScopes(db, cuts, stillMine);
    const limitOf = (one: RetentionClass): Instant => startOf(dayBefore(daysKept(one, kept)));
    const limits = {
      door: limitOf('door'),
      room: limitOf('room'),
      upkeep: limitOf('upkeep'),
      leave: limitOf('leave'),
      report: limitOf('report'),
      duty: limitOf('duty'),
      parked: startOf(dayBefore(kept.parkedDays)),
    };
    const operations = await purgeOperations(db, { limits, at }, stillMine);
    const auditFrom = startOf(dayBefore(kept.auditDays));
    const audit = await forgetAudit(deps, auditFrom, stillMine);
    const versions = await forgetVersions(db, auditFrom, stillMine);
    const tries = await forgetOldTries(db, at, stillMine);
    const counts = { checkpoints, feeds, operations, audit, versions, tries };
    if (operations + audit + versions + tries > 0)
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

/** Each kind of feed keeps what its phones need, and never longer than the class in it that goes first. */
function cutsOf(policy: PolicyPack, dayBefore: (days: number) => Day): Cuts {
  const kept = retentionOf(policy);
  const { roomDays, upkeepDays, dutyDays } = kept;
  const others = daysWithPeople(kept);
  return {
    door: dayBefore(Math.min(policy.phone.doorFactDays, others)),
    round: dayBefore(Math.min(roomDays, dutyDays)),
    upkeep: dayBefore(Math.min(upkeepFactDaysOf(policy), upkeepDays)),
    others: dayBefore(others),
  };
}

const startOf = (day: Day): Instant => `${day}T00:00:00.000Z`;

const AUDIT_AT_ONCE = 500;

async function forgetAudit(
  { db }: Dependencies,
  before: Instant,
  stillMine: () => Promise<void>,
): Promise<number> {
  let forgotten = 0;
  for (;;) {
    await stillMine();
    const rows = await db
      .selectFrom('audit')
      .select('id')
      .where('at', '<', before)
      .limit(AUDIT_AT_ONCE)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await db.deleteFrom('audit').where('id', 'in', ids).execute();
    forgotten += ids.length;
    if (ids.length < AUDIT_AT_ONCE) return forgotten;
  }
}
