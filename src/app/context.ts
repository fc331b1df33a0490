import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import type { Fact } from '../domain/operation.ts';
import type { PolicyPack } from '../domain/policy.ts';
import type { Access } from '../domain/role.ts';
import type { Journal } from '../store/journal.ts';
import type { Replica } from '../store/replica.ts';
import type { Unlocked, Vault } from '../store/vault.ts';
import type { Sync } from '../sync/sync.ts';

/** What every screen behind the PIN is handed. */
export interface AppContext {
  vault: Vault;
  journal: Journal;
  replica: Replica;
  unlocked: Unlocked;
  sync: Sync;
  /** `now` is in milliseconds since the epoch, by the device's clock. */
  clock: { now: () => number };
  /** The campus's rules, or the default ones until they have come down. */
  policy: () => PolicyPack;
  /** Grows whenever the replica or the journal has changed: read it to render again. */
  revision: ReadonlySignal<number>;
  /** Replica overlaid with what is not yet down again, by corrected time. One array per revision. */
  facts: () => readonly Fact[];
  /** What this account may do; `null` until the first load has brought it. */
  access: () => Access | null;
  lock: () => void;
  /** Somebody is working: renews the unlock grace. */
  touch: () => void;
}

export const AppContext = createContext<AppContext | null>(null);

export function useApp(): AppContext {
  const app = useContext(AppContext);
  if (app === null) throw new Error('useApp is for screens behind the PIN');
  return app;
}
