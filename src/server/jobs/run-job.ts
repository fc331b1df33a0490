import { setImmediate } from 'node:timers/promises';
import { boundsOfDay, dayOf, addDays } from '../../domain/campus-day.ts';
import type { Instant } from '../../domain/id.ts';
import { instantOf, type Dependencies } from '../dependencies.ts';

/** Work of the night that one process does, however many there are. */
export interface Job {
  name: string;
  /** Safe to repeat: a process that dies in the middle leaves the rest to the next one. */
  run: (deps: Dependencies, stillMine: () => Promise<void>) => Promise<Record<string, number>>;
}

const LEASE_MS = 10 * 60_000;
const RETRY_MS = 15 * 60_000;
const NIGHT_HOUR = 3;
const HOUR_MS = 3_600_000;

/** The lease ran out, and another process may have it. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Does the job if it is due and nobody else has it. Due once after three in the morning, campus time. A
 * fault is reported, and tried again after a quarter of an hour.
 */
export async function runIfDue(deps: Dependencies, job: Job, worker: string): Promise<boolean> {
  if (!(await takeLease(deps, job, worker))) return false;
  try {
    const counts = await job.run(deps, leaseKeeper(deps, job, worker));
    await endLease(deps, worker, { job, result: JSON.stringify(counts) });
  } catch (error) {
    if (!(error instanceof LeaseLost)) deps.report(error);
    await endLease(deps, worker, { job, result: null });
  }
  return true;
}

async function takeLease(deps: Dependencies, { name }: Job, worker: string): Promise<boolean> {
  const { db, now, settings } = deps;
  const at = instantOf(now());
  const due = lastNight(at, settings.campusZone);
  const known = await db.selectFrom('job').select('finishedAt').where('name', '=', name).execute();
  if (known[0]?.finishedAt !== undefined && known[0].finishedAt !== null)
    if (known[0].finishedAt >= due) return false;
  await db
    .insertInto('job')
    .values({ name, leasedBy: null, leaseUntil: null, finishedAt: null, result: null })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const taken = await db
    .updateTable('job')
    .set({ leasedBy: worker, leaseUntil: instantOf(now() + LEASE_MS) })
    .where('name', '=', name)
    .where((where) => where.or([where('leaseUntil', 'is', null), where('leaseUntil', '<=', at)]))
    .where((where) => where.or([where('finishedAt', 'is', null), where('finishedAt', '<', due)]))
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

const RENEW_EVERY_MS = LEASE_MS / 10;

/**
 * To be called between two steps, each so short that a phone does not mind waiting for it: lets requests
 * come in between. Throws where the lease is another's.
 */
function leaseKeeper(deps: Dependencies, job: Job, worker: string): () => Promise<void> {
  let renewedAt = deps.now();
  return async () => {
    await setImmediate();
    if (Math.abs(deps.now() - renewedAt) < RENEW_EVERY_MS) return;
    renewedAt = deps.now();
    await renewLease(deps, job, worker);
  };
}

async function renewLease({ db, now }: Dependencies, { name }: Job, worker: string) {
  const renewed = await db
    .updateTable('job')
    .set({ leaseUntil: instantOf(now() + LEASE_MS) })
    .where('name', '=', name)
    .where('leasedBy', '=', worker)
    .executeTakeFirst();
  if (renewed.numUpdatedRows !== 1n) throw new LeaseLost();
}

/** `result` is `null` where the job was not done. */
async function endLease(
  { db, now }: Dependencies,
  worker: string,
  { job, result }: { job: Job; result: string | null },
): Promise<void> {
  const ended =
    result === null
      ? { leaseUntil: instantOf(now() + RETRY_MS) }
      : { leaseUntil: null, finishedAt: instantOf(now()), result };
  await db
    .updateTable('job')
    .set({ leasedBy: null, ...ended })
    .where('name', '=', job.name)
    .where('leasedBy', '=', worker)
    .execute();
}

function lastNight(at: Instant, zone: string): Instant {
  const today = dayOf(at, zone);
  const nightOf = (day: string) =>
    instantOf(Date.parse(boundsOfDay(day, zone).from) + NIGHT_HOUR * HOUR_MS);
  return nightOf(today) <= at ? nightOf(today) : nightOf(addDays(today, -1));
}
