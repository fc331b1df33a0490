import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.ts';

const QUARTER_SECONDS = 15 * 60;

/** Failed tries by one server process. Success gives its tries back. */
export interface RateLimits {
  /** Of one login from one address: guessing. */
  loginFromAddress: RateLimiterMemory;
  /** Of one login from anywhere: guessing by many machines. */
  login: RateLimiterMemory;
  /** Of one address, sign-in: trying many logins. */
  address: RateLimiterMemory;
  /** Of one address: guessing set-up secrets and enrolment codes. */
  code: RateLimiterMemory;
}

export const createRateLimits = (): RateLimits => ({
  loginFromAddress: new RateLimiterMemory({ points: 10, duration: QUARTER_SECONDS }),
  login: new RateLimiterMemory({ points: 100, duration: QUARTER_SECONDS }),
  address: new RateLimiterMemory({ points: 60, duration: QUARTER_SECONDS }),
  code: new RateLimiterMemory({ points: 30, duration: QUARTER_SECONDS }),
});

/** Counts a try before it is made. Throws `too-many-requests` with `retryAfterSeconds`. */
export async function countTry(limiter: RateLimiterMemory, key: string): Promise<void> {
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
export async function giveBackTry(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.reward(key);
}
