import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Id } from '../domain/id.ts';
import { readRedemption } from '../store/redemption.ts';
import { openTabChannel } from '../store/tab-channel.ts';
import type { KnownAccount, Unlocked, UnlockResult, Vault } from '../store/vault.ts';
import type { AppContext } from './context.ts';
import { loadStrings } from './strings.ts';
import type { OpenedApp, Work } from './work.ts';

/** What the frame shows. `code` is an enrolment code that came with the address. */
export type Stage =
  | { kind: 'opening' }
  | { kind: 'welcome' }
  | { kind: 'enrolling'; code: string | null }
  | { kind: 'locked' }
  | { kind: 'open'; app: AppContext }
  /** The office has revoked this phone, and nothing is left on it. */
  | { kind: 'wiped' };

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
  /** Locks first who is in. */
  beginEnrolment: (code?: string | null) => Promise<void>;
  /** To where the phone was before: the picker, or the welcome. */
  leaveEnrolment: () => Promise<void>;
  /** This tab alone, as for one that lies idle: who locks by hand locks the account's other tabs too. */
  lock: () => Promise<void>;
  /** Closes everything and deletes all that is kept here, in all tabs. For a phone that was revoked and is drained. */
  wipe: () => Promise<void>;
  /** Journal and sync, open while locked too; loads them on the first call. */
  work: () => Promise<Work>;
}

/** How often a busy hand renews the grace, at most. */
const HOLD_EVERY_MS = 20_000;

/** Who was in this tab last: two people may each have one. */
const WHO = 'account';

function createPicker(vault: Vault) {
  const stage = signal<Stage>({ kind: 'opening' });
  const accounts = signal<readonly KnownAccount[]>([]);
  async function showPicker(): Promise<void> {
    accounts.value = await vault.accounts();
    stage.value = accounts.value.length === 0 ? { kind: 'welcome' } : { kind: 'locked' };
  }
  return { stage, accounts, showPicker };
}

export function createSession(parts: SessionParts): Session {
  const { vault } = parts;
  const { stage, accounts, showPicker } = createPicker(vault);
  let working: Promise<Work> | null = null;
  let opened: OpenedApp | null = null;

  const otherTabs = openTabChannel<Id>('lock', (accountId) => {
    if (opened?.app.unlocked.accountId === accountId) void lock().catch(parts.report);
  });

  const work = (): Promise<Work> => (working ??= parts.openWork());

  async function enter(unlocked: Unlocked): Promise<void> {
    const { openApp } = await work();
    opened?.close();
    sessionStorage.setItem(WHO, unlocked.accountId);
    opened = await openApp(unlocked, {
      lock: () => {
        otherTabs.tell(unlocked.accountId);
        void lock().catch(parts.report);
      },
      touch: graceHolder({ ...parts, unlocked, minutes: () => graceMinutes(opened) }),
    });
    opened.app.touch();
    stage.value = { kind: 'open', app: opened.app };
    // Another tab's word of new keys finds nobody as long as this one opens.
    if (!(await vault.isCurrent(unlocked))) await lock();
  }

  async function lock(): Promise<void> {
    const leaving = opened;
    opened = null;
    stage.value = { kind: 'opening' };
    leaving?.close();
    await vault.lock();
    await showPicker();
  }

  const wipe = createWipe(parts, stage, () => letGo(opened, working));

  const base = { stage, accounts, vault, work, wipe, lock, leaveEnrolment: showPicker };
  return {
    ...base,
    enter: (unlocked) => {
      // Other tabs have the old keys.
      otherTabs.tell(unlocked.accountId);
      return enter(unlocked);
    },
    async start(code) {
      const resumed = code === null ? await vault.resume(sessionStorage.getItem(WHO)) : null;
      if (resumed !== null) return enter(resumed);
      await showPicker();
      const isNew = accounts.value.length === 0;
      const codeToUse = code ?? (isNew ? (await readRedemption(vault))?.code : null) ?? null;
      if (codeToUse !== null) stage.value = { kind: 'enrolling', code: codeToUse };
    },
    async unlock(accountId, pin) {
      const result = await vault.unlock(accountId, pin);
      if (result.ok) await enter(result.unlocked);
      else accounts.value = await vault.accounts();
      return result;
    },
    async beginEnrolment(code = null) {
      if (opened) await lock();
      stage.value = { kind: 'enrolling', code };
    },
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

/** None before the first load has brought the campus's own rule: it may be "none". */
function graceMinutes(opened: OpenedApp | null): number {
  if (opened === null || opened.app.access() === null) return 0;
  return opened.app.policy().phone.unlockGraceMinutes;
}

async function letGo(opened: OpenedApp | null, working: Promise<Work> | null): Promise<void> {
  opened?.close();
  const held = await working;
  held?.sync.stop();
  held?.journal.close();
}

/** How to leave this phone for good: the last screen, everything closed in every tab, everything deleted. */
function createWipe(
  { vault }: SessionParts,
  stage: Signal<Stage>,
  close: () => Promise<void>,
): Session['wipe'] {
  const otherTabs = openTabChannel<'left'>('leave-phone', () => void leave());

  async function leave(): Promise<void> {
    // The last screen speaks both languages, and sentences cannot be fetched any more afterwards.
    await Promise.allSettled([loadStrings('zh', 'en')]);
    stage.value = { kind: 'wiped' };
    await close();
  }

  return async () => {
    const { leavePhone } = await import('./leave-phone.ts');
    otherTabs.tell('left');
    await leavePhone(vault, leave);
  };
}
