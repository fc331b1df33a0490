import type { AttachmentSha } from '../../../src/domain/attachment.ts';
import type { Id, Instant } from '../../../src/domain/id.ts';
import type { SqliteFile } from '../../../src/server/database/sqlite-module.ts';
import { findReceipt } from './judge.ts';
import { findPhoto } from './judge-photos.ts';
import type { Ledger } from './ledger.ts';
import type { Server } from './server.ts';
import type { Timeline } from './timeline.ts';

/** Longer than a reply can be on its way. */
const IN_FLIGHT_MS = 200_000;

/** What screens call received, held against the server while it happens. */
export class Receipts {
  restoredAtMs = -Infinity;
  /** By the server's clock; `null` before any restore. */
  restoredAt: Instant | null = null;
  readonly #parts: { timeline: Timeline; server: Server; ledger: Ledger };
  /** Called received before a restore, and not yet brought again: ids of operations, and shas of photos. */
  readonly #lost = new Set<string>();

  constructor(parts: { timeline: Timeline; server: Server; ledger: Ledger }) {
    this.#parts = parts;
  }

  /** Whether the receipt of an operation that a screen begins to show is true. */
  check(id: Id): string | null {
    const line = this.#parts.ledger.lines.get(id);
    return line === undefined ? null : this.#check(id, (file) => findReceipt(file, line));
  }

  checkPhoto(sha: AttachmentSha): string | null {
    const photo = this.#parts.ledger.photos.get(sha);
    return photo === undefined ? null : this.#check(sha, (file) => findPhoto(file, photo));
  }

  /** After the server was killed: it has what it had called received. */
  judgeCrash(): void {
    for (const name of this.#missing('now'))
      if (!this.#lost.has(name))
        this.#parts.ledger.fault(`I2 the server has forgotten ${name} in a crash`);
  }

  /** An older state has taken the place of the server's disk. */
  noteRestore(): void {
    const { server, timeline, ledger } = this.#parts;
    ledger.wasRestored = true;
    this.restoredAt = new Date(server.now()).toISOString();
    this.restoredAtMs = timeline.nowMs;
    for (const name of this.#missing('ever')) this.#lost.add(name);
  }

  #check(name: string, find: (file: SqliteFile) => string | null): string | null {
    const { server, timeline } = this.#parts;
    const wrong = find(server.judge());
    if (wrong === null) this.#lost.delete(name);
    else if (timeline.nowMs - this.restoredAtMs < IN_FLIGHT_MS) {
      this.#lost.add(name);
      return null;
    }
    return wrong;
  }

  /** What the server does not have of what screens call received, or have ever called so. */
  #missing(when: 'now' | 'ever'): string[] {
    const { server, ledger } = this.#parts;
    const file = server.judge();
    const lines = [...ledger.lines.values()]
      .filter(({ told, wasTold }) => (when === 'now' ? told !== null : wasTold))
      .filter((line) => findReceipt(file, line) !== null);
    const photos = [...ledger.photos.values()]
      .filter(({ isTold, wasTold }) => (when === 'now' ? isTold : wasTold))
      .filter((photo) => findPhoto(file, photo) !== null);
    return [...lines.map(({ id }) => id), ...photos.map(({ sha }) => sha)];
  }
}
