import { signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id.ts';
import { readRedemption } from '../store/redemption.ts';
import type { KnownAccount, Unlocked, UnlockResult, Vault } from '../store/vault.ts';
import type { AppContext } from './context.ts';
import type { OpenedApp, Work } from './work.ts';

/** What the frame shows. `code` is an enrolment code that came with the address. */
export type Stage =
  | { kind: 'opening' }
  | { kind: 'welcome' }
  | { kind: 'enrolling'; code: string | null }
  | { kind: 'locked' }
  | { kind: 'open'; app: AppContext };

export interface SessionParts {
  vault: Vault;
  /** Loads and opens what is needed behind the PIN; called once. */
  openWork: () => Promise<Work>;
  /** Milliseconds since 1970. */
  now: () => number;
  report: (error: unknown) => void;
}

/** Who is at this phone, from the first screen to the lock. */
export interface Session {
  readonly stage: ReadonlySignal<Stage>;
  /** The people of this phone, as the picker shows them. */
  readonly accounts: ReadonlySignal<readonly KnownAccount[]>;
  readonly vault: Vault;
  /** Decides on the first screen. With a code, or one that was begun on a new phone, enrolment comes first. */
  start: (code: string | null) => Promise<void>;
  unlock: (accountId: Id, pin: string) => Promise<UnlockResult>;
  /** Straight in, after an enrolment. */
  enter: (unlocked: Unlocked) => Promise<void>;
  beginEnrolment: (code?: string | null) => void;
  /** To where the phone was before: the picker, or the welcome. */
  leaveEnrolment: () => Promise<void>;
  lock: () => Promise<void>;
  /** Journal and sync, open while locked too; loads them on the first call. */
  work: () => Promise<Work>;
}

/** How often a busy hand renews the grace, at most. */
const HOLD_EVERY_MS = 20_000;

export function createSession(parts: SessionParts): Session {
  const { vault, now } = parts;
  const stage = signal<Stage>({ kind: 'opening' });
  const accounts = signal<readonly KnownAccount[]>([]);
  let working: Promise<Work> | null = null;
  let opened: OpenedApp | null = null;

  const work = (): Promise<Work> => (working ??= parts.openWork());

  async function showPicker(): Promise<void> {
    accounts.value = await vault.accounts();
    stage.value = accounts.value.length === 0 ? { kind: 'welcome' } : { kind: 'locked' };
  }

  async function enter(unlocked: Unlocked): Promise<void> {
    const { openApp } = await work();
    opened?.close();
    opened = await openApp(unlocked, {
      lock: () => void lock().catch(parts.report),
      touch: graceHolder({ vault, unlocked, now, report: parts.report, minutes: graceMinutes }),
    });
    opened.app.touch();
    stage.value = { kind: 'open', app: opened.app };
  }

  /** None before the first load has brought the campus's own rule: it may be "none". */
  const graceMinutes = (): number =>
    opened === null || opened.app.access() === null
      ? 0
      : opened.app.policy().phone.unlockGraceMinutes;

  async function lock(): Promise<void> {
    const leaving = opened;
    opened = null;
    stage.value = { kind: 'opening' };
    leaving?.close();
    await vault.lock();
    await showPicker();
  }

  return {
    stage,
    accounts,
    vault,
    work,
    enter,
    lock,
    async start(code) {
      const resumed = code === null ? await vault.resume() : null;
      if (resumed !== null) return enter(resumed);
      await showPicker();
      const begun = accounts.value.length === 0 ? await readRedemption(vault) : null;
      const codeToUse = code ?? begun?.code ?? null;
      if (codeToUse !== null) stage.value = { kind: 'enrolling', code: codeToUse };
    },
    async unlock(accountId, pin) {
      const result = await vault.unlock(accountId, pin);
      if (result.ok) await enter(result.unlocked);
      else accounts.value = await vault.accounts();
      return result;
    },
    beginEnrolment(code = null) {
      stage.value = { kind: 'enrolling', code };
    },
    leaveEnrolment: showPicker,
  };
}

interface GraceParts {
  vault: Vault;
  unlocked: Unlocked;
  now: () => number;
  minutes: () => number;
  report: (error: unknown) => void;
}

/** Writes the grace to disk at the first touch and when the rule changes, else no more often than it is worth. */
function graceHolder(parts: GraceParts): () => void {
  let held = { at: Number.NEGATIVE_INFINITY, minutes: Number.NaN };
  return () => {
    const next = { at: parts.now(), minutes: parts.minutes() };
    if (next.minutes === held.minutes && next.at - held.at < HOLD_EVERY_MS) return;
    held = next;
    parts.vault.holdGrace(parts.unlocked, next.minutes).catch(parts.report);
  };
}
