import { signal } from '@preact/signals';
import {
  isEndOfShift,
  isShift,
  runningRound,
  runningShift,
  type RunningRound,
  type RunningShift,
} from '../domain/shift.ts';
import type { Id } from '../domain/id.ts';
import type { Fact } from '../domain/operation.ts';
import { DEFAULT_POLICY } from '../domain/default-policy.ts';
import type { PolicyPack } from '../domain/policy.ts';
import { buildingScope } from '../domain/scope.ts';
import { watchCanary, type CanaryReport } from '../store/canary.ts';
import { factOf } from '../store/journal-entry.ts';
import { openJournal, type Journal } from '../store/journal.ts';
import { openReplica, type Replica } from '../store/replica.ts';
import type { Unlocked, Vault } from '../store/vault.ts';
import { overlay } from '../store/view.ts';
import type { Sync } from '../sync/sync.ts';
import type { AppContext } from './context.ts';
import { afterFrame } from './device/after-frame.ts';
import { isDirty } from './dirty.ts';
import { syncLater } from './sync-later.ts';

/** How the screens behind the PIN reach back to who opened them. */
type SessionHooks = Pick<AppContext, 'lock' | 'touch'>;

export interface OpenedApp {
  app: AppContext;
  close: () => void;
}

/** What works behind the lock screen too: the journal keeps, and the sync sends. */
export interface Work {
  journal: Journal;
  sync: Sync;
  canary: CanaryReport;
  openApp: (unlocked: Unlocked, session: SessionHooks) => Promise<OpenedApp>;
}

export async function openWork(parts: {
  vault: Vault;
  now: () => number;
  /** Told what no code expected: the rescue screen is shown. */
  report: (error: unknown) => void;
  /** Told what the sync finds to differ, which it puts right or shows on its own sheet. */
  note?: (finding: string) => void;
  /** This phone was revoked and has handed over all it held. */
  onDrained: () => void;
}): Promise<Work> {
  const { vault, now, report, note, onDrained } = parts;
  const journal = await openJournal(vault, { now, soon: afterFrame });
  const canary = await watchCanary(journal);
  let reading: AppContext | null = null;
  let touchedAt = now();

  const sync = syncLater(
    async () =>
      (await import('./open-sync.ts')).openSync({
        journal,
        vault,
        doorId: () => (reading === null ? null : servedDoor(reading)),
        acknowledgedDays: () => (reading?.policy() ?? DEFAULT_POLICY).phone.acknowledgedDays,
        isIdle: () => !isDirty.peek() && Math.abs(now() - touchedAt) > AT_WORK_MS,
        report,
        ...(note && { note }),
        onDrained,
        now,
      }),
    journal,
  );
  setTimeout(() => sync.wake('start'), SEND_LOCKED_AFTER_MS);
  wakeAfterSave(journal, sync);

  return {
    journal,
    sync,
    canary,
    async openApp(unlocked, session) {
      const replica = await openReplica(unlocked);
      const touch = (): void => {
        touchedAt = now();
        session.touch();
      };
      const hooks = { ...session, touch };
      const parts = { vault, journal, replica, unlocked, sync, now, session: hooks };
      const { app, stop } = buildApp(parts);
      reading = app;
      const reads = setTimeout(() => sync.setReader({ unlocked, replica }), READ_AFTER_MS);
      const close = (): void => {
        clearTimeout(reads);
        reading = null;
        stop();
        sync.setReader(null);
        replica.close();
      };
      return { app, close };
    },
  };
}

/** Whoever touched the screen within this time is at work. */
const AT_WORK_MS = 3 * 60_000;
/** First the door is drawn, then what is new is asked for. */
const READ_AFTER_MS = 300;
/** Sending goes on while locked; whoever stands here with a PIN comes first. */
const SEND_LOCKED_AFTER_MS = 5000;
/** First the screen says "saved". */
const SEND_AFTER_MS = 150;

/** What is saved is sent at once, where there is a network; else the schedule goes on as it was. */
function wakeAfterSave(journal: Journal, sync: Sync): void {
  let lastPending = journal.counts().pending;
  journal.subscribe(() => {
    const { pending } = journal.counts();
    if (pending > lastPending) setTimeout(() => sync.wake('write'), SEND_AFTER_MS);
    lastPending = pending;
  });
}

/**
 * The shift or round that runs on this phone for who is signed in, the one begun last where both do; `null` if
 * none does. Looks at shifts and rounds only.
 */
export function shiftOf(app: AppContext): RunningShift | RunningRound | null {
  const own = app.journal.entries().filter(({ operation, state }) => {
    return state !== 'parked' && isOfShift(operation.type);
  });
  const down = [...app.replica.facts().values()].filter(({ type }) => isOfShift(type));
  const facts = [...own.map(factOf), ...down];
  const of = {
    accountId: app.unlocked.accountId,
    deviceId: app.unlocked.deviceId,
    now: new Date(app.clock.now()).toISOString(),
    shiftHours: app.policy().phone.shiftHours,
  };
  const [shift, round] = [runningShift(facts, of), runningRound(facts, of)];
  if (shift === null || round === null) return shift ?? round;
  return round.startedAt > shift.startedAt ? round : shift;
}

const isOfShift = (type: string): boolean => isShift(type) || isEndOfShift(type);

function servedDoor(app: AppContext): Id | null {
  const shift = shiftOf(app);
  return shift?.type === 'shift' ? shift.body.doorId : null;
}

interface AppParts {
  vault: Vault;
  journal: Journal;
  replica: Replica;
  unlocked: Unlocked;
  sync: Sync;
  now: () => number;
  session: SessionHooks;
}

function buildApp(parts: AppParts): { app: AppContext; stop: () => void } {
  const { journal, replica, unlocked, session, now, ...rest } = parts;
  const revision = signal(0);
  const bump = (): void => {
    revision.value += 1;
  };
  const stops = [journal.subscribe(bump), replica.subscribe(bump)];
  // Not by the revision: the journal's part of that comes a frame later.
  const facts = oncePer(
    () => [replica.revision(), journal.entries()],
    () => factsToShow(replica, journal, unlocked.accountId),
  );

  const app: AppContext = {
    ...rest,
    journal,
    replica,
    unlocked,
    clock: { now },
    revision,
    facts,
    policy: () => newestPolicy(replica) ?? DEFAULT_POLICY,
    access: () => replica.documents('access').get(unlocked.accountId) ?? null,
    lock: session.lock,
    touch: session.touch,
  };
  return { app, stop: () => stops.forEach((stop) => stop()) };
}

function factsToShow(replica: Replica, journal: Journal, accountId: Id): readonly Fact[] {
  const scopes = new Set(replica.documents('access').get(accountId)?.scopes);
  const doors = replica.documents('door');
  const isOfMyDoor = (fact: Fact): boolean => {
    const doorId = doorIdOf(fact.body);
    const buildings = (doorId === null ? undefined : doors.get(doorId)?.buildingIds) ?? [];
    return buildings.some((id) => scopes.has(buildingScope(id, 'door')));
  };
  const entries = journal.entries();
  return overlay(replica.facts(), entries, (fact) => fact.by === accountId || isOfMyDoor(fact));
}

function doorIdOf(body: unknown): Id | null {
  const isOfDoor =
    typeof body === 'object' &&
    body !== null &&
    'doorId' in body &&
    typeof body.doorId === 'string';
  return isOfDoor ? (body.doorId as Id) : null;
}

function newestPolicy(replica: Replica): PolicyPack | null {
  let newest: PolicyPack | null = null;
  for (const pack of replica.documents('policy').values())
    if (newest === null || pack.validFrom >= newest.validFrom) newest = pack;
  return newest;
}

function oncePer<T>(key: () => readonly unknown[], make: () => T): () => T {
  let last: { key: readonly unknown[]; value: T } | null = null;
  return () => {
    const current = key();
    if (last === null || current.some((part, at) => part !== last?.key[at]))
      last = { key: current, value: make() };
    return last.value;
  };
}
