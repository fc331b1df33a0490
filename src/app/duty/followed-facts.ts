import { signal } from '@preact/signals';
import type { Id } from '../../domain/id.ts';
import type { Fact } from '../../domain/operation.ts';
import type { AppContext } from '../context.ts';

/** Long enough that looking through all facts never stands between a key and its answer. */
const FOLLOW_AFTER_MS = 700;

export interface Followed<Fold> {
  /** Brought up to date within a second of each change. Reading it renders again when it has grown. */
  read: () => Fold;
  /** Puts facts in that were recorded just now, so that the next screen need not wait for the whole fold. */
  take: (facts: readonly Fact[]) => void;
  stop: () => void;
}

/**
 * One fold for all screens of a duty: each change puts in what is new or newly stamped. It is folded anew
 * only when a fact has gone (parked by the server, or of a scope that this account lost).
 */
export function followFacts<Fold extends { add: (facts: readonly Fact[]) => void }>(
  app: AppContext,
  create: () => Fold,
): Followed<Fold> {
  let fold = create();
  const factById = new Map<Id, Fact>();
  const version = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(facts: readonly Fact[]): void {
    const fresh = facts.filter((fact) => !isSame(factById.get(fact.id), fact));
    if (fresh.length === 0) return;
    for (const fact of fresh) factById.set(fact.id, fact);
    fold.add(fresh);
    version.value += 1;
  }

  function follow(): void {
    timer = undefined;
    const facts = app.facts();
    take(facts);
    if (factById.size === facts.length) return;
    factById.clear();
    fold = create();
    take(facts);
  }

  follow();
  const unfollow = app.revision.subscribe(() => {
    timer ??= setTimeout(follow, FOLLOW_AFTER_MS);
  });
  return {
    take,
    read: (): Fold => {
      void version.value;
      return fold;
    },
    stop: () => {
      clearTimeout(timer);
      unfollow();
    },
  };
}

/** Facts never change but for the server's two stamps, which replace the phone's own estimate once. */
function isSame(known: Fact | undefined, fact: Fact): boolean {
  return known?.correctedAt === fact.correctedAt && known.receivedAt === fact.receivedAt;
}
