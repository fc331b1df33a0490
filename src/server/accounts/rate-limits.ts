import { CompiledQuery } from 'kysely';
import {
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRes,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Db } from '../database/open.ts';
import { isPostgres } from '../database/postgres.ts';
import { Problem } from '../problem.ts';

const QUARTER_SECONDS = 15 * 60;

/** Failed tries, counted in the database where several servers share one. Success gives its tries back. */
export interface RateLimits {
  /** Of one login from one address: guessing. */
  loginFromAddress: RateLimiterAbstract;
  /** Of one login from anywhere: guessing by many machines. */
  login: RateLimiterAbstract;
  /** Of one address, sign-in: trying many logins. */
  address: RateLimiterAbstract;
  /** Of one address: guessing set-up secrets and enrolment codes. */
  code: RateLimiterAbstract;
  /**
   * The same for codes of cards. Each number has five tries of its own, and a whole campus may stand behind one
   * address: this one keeps a single machine from locking everybody's card.
   */
  card: RateLimiterAbstract;
  /** Of one address: sending codes of either kind, counted before it is read which. */
  redeem: RateLimiterAbstract;
  /** Of one address: telling that phones have lost what they held. */
  storageLost: RateLimiterAbstract;
}

export function createRateLimits(db: Db): RateLimits {
  const limit = (keyPrefix: string, points: number): RateLimiterAbstract => {
    const options = { keyPrefix, points, duration: QUARTER_SECONDS };
    return isPostgres(db) ? sharedLimit(db, options) : new RateLimiterMemory(options);
  };
  return {
    loginFromAddress: limit('login-address', 10),
    login: limit('login', 100),
    address: limit('address', 60),
    code: limit('code', 30),
    card: limit('card', 300),
    redeem: limit('redeem', 600),
    storageLost: limit('storage-lost', 60),
  };
}

type Options = ConstructorParameters<typeof RateLimiterMemory>[0] & { keyPrefix: string };

function sharedLimit(db: Db, options: Options): RateLimiterAbstract {
  const query = async ({ text, values = [] }: { text: string; values?: unknown[] }) => {
    const { rows } = await db.executeQuery(CompiledQuery.raw(text, values));
    return { rows, rowCount: rows.length };
  };
  return new RateLimiterPostgres({
    ...options,
    storeClient: { query },
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    // They share a table: one of them sweeps it.
    clearExpiredByTimeout: options.keyPrefix === 'code',
  });
}

/** Counts a try before it is made. Throws `too-many-requests` with `retryAfterSeconds`. */
export async function countTry(limiter: RateLimiterAbstract, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new Problem('too-many-requests', {
      retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
    });
  }
}

/** The try was good after all. */
export async function giveBackTry(limiter: RateLimiterAbstract, key: string): Promise<void> {
  await limiter.reward(key);
}
