import type { Unlocked } from '../store/vault.ts';
import type { OpenSession, SessionResult } from './network.ts';

const MARGIN_MS = 60_000;

/** The session of the one account that is unlocked, in memory only. */
export interface SessionCache {
  /** `serverNow`: milliseconds since 1970 by the server's clock, as far as this phone knows it. */
  get: (unlocked: Unlocked, deviceToken: string, serverNow: number) => Promise<SessionResult>;
  forget: () => void;
}

export function createSessionCache(openSession: OpenSession): SessionCache {
  let held: { unlocked: Unlocked; session: string; expiresAt: string } | null = null;
  return {
    get: async (unlocked, deviceToken, serverNow) => {
      const isHeld = held?.unlocked === unlocked;
      if (held && isHeld && Date.parse(held.expiresAt) - MARGIN_MS > serverNow)
        return { ok: true, session: held.session, expiresAt: held.expiresAt };
      const opened = await openSession(unlocked, deviceToken);
      held = opened.ok ? { unlocked, session: opened.session, expiresAt: opened.expiresAt } : null;
      return opened;
    },
    forget: () => {
      held = null;
    },
  };
}
