import { randomUUID } from 'node:crypto';
import type { Id } from '../../domain/id.ts';
import { instantOf } from '../dependencies.ts';
import { Problem } from '../problem.ts';

const HOUR_MS = 3_600_000;
/** A roster of 30,000 takes some 60 MB. */
const CAPACITY = 4;

/** Previews in memory: for an hour, the newest few, each for the account that made it. */
export class PreviewShelf<Content> {
  readonly #kept = new Map<Id, { content: Content; accountId: Id; expiresMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  put(accountId: Id, content: Content, id: Id = randomUUID()): { id: Id; expiresAt: string } {
    this.#sweep();
    this.#kept.delete(id);
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size >= CAPACITY) this.#kept.delete(oldest);
    const expiresMs = this.#now() + HOUR_MS;
    this.#kept.set(id, { content, accountId, expiresMs });
    return { id, expiresAt: instantOf(expiresMs) };
  }

  /** Throws `not-found` after its hour, and for anybody else. */
  get(accountId: Id, id: Id): Content {
    this.#sweep();
    const kept = this.#kept.get(id);
    if (kept?.accountId !== accountId) throw new Problem('not-found');
    return kept.content;
  }

  remove(id: Id): void {
    this.#kept.delete(id);
  }

  #sweep(): void {
    const now = this.#now();
    for (const [id, { expiresMs }] of this.#kept) if (expiresMs <= now) this.#kept.delete(id);
  }
}
