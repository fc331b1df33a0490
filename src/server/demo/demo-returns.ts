import { DEFAULT_POLICY } from '../../domain/default-policy.ts';
import type { Fact, Operation } from '../../domain/operation.ts';
import type { SessionWindow } from '../../domain/report-session.ts';
import type { SessionCheck } from '../../domain/session-check.ts';
import { foldSheet, type Member } from '../../domain/session-sheet.ts';
import { mayBeZero, numbersOf } from '../../domain/session-state.ts';
import { tell } from './demo-reports.ts';
import { signed, type Signer } from './demo-week.ts';

const MINUTE_MS = 60_000;

/** What a class or unit handed in for each session but the one that runs, shortly before its time was over. */
export function demoReturns(of: {
  signer: Signer;
  place: SessionCheck['place'];
  members: readonly Member[];
  sessions: readonly SessionWindow[];
  told: readonly Omit<Operation, 'seq'>[];
}): Omit<Operation, 'seq'>[] {
  const facts = of.told.map(asFact);
  return of.sessions.slice(0, -1).map((window) => {
    const atMs = Date.parse(window.deadline) - 5 * MINUTE_MS;
    const now = new Date(atMs).toISOString();
    const known = facts.filter(({ correctedAt }) => correctedAt <= now);
    const { counts } = foldSheet(known, {
      window,
      kind: of.place.kind,
      now,
      members: of.members,
      policy: DEFAULT_POLICY,
    });
    const { day, slot } = window;
    const body = {
      place: of.place,
      session: { day, slot },
      ...numbersOf(counts),
      isZero: mayBeZero(counts),
    };
    return signed(tell('session-return', atMs, body), of.signer);
  });
}

const asFact = ({ id, by, at, zone, type, tv, shiftId, body }: Omit<Operation, 'seq'>): Fact => ({
  id,
  by,
  at,
  zone,
  type,
  tv,
  shiftId,
  body,
  deviceId: id,
  correctedAt: at,
  receivedAt: at,
});
