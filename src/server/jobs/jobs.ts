import { randomUUID } from 'node:crypto';
import type { Dependencies } from '../dependencies.ts';
import { verifyJob } from '../proof/verify-job.ts';
import { retentionJob } from '../retention/retention-job.ts';
import { runIfDue, type Job } from './run-job.ts';

/** First what is here is proved, then what is old is forgotten. */
const JOBS: readonly Job[] = [verifyJob, retentionJob];

const LOOK_EVERY_MS = 60_000;

/** Looks every minute whether something is due; gives how to stop, which waits for what runs. */
export function startJobs(deps: Dependencies): () => Promise<void> {
  const worker = randomUUID();
  let running = Promise.resolve();
  let isStopped = false;
  const look = async (): Promise<void> => {
    for (const job of JOBS) if (!isStopped) await runIfDue(deps, job, worker);
  };
  const timer = setInterval(() => {
    running = running.then(look).catch(deps.report);
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
    return running;
  };
}
