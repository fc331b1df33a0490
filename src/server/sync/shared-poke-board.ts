import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { Client } from 'pg';
import * as z from 'zod/mini';
import type { Scope } from '../../domain/scope.ts';
import type { Db } from '../database/open.ts';
import { createPokeBoard, type ChangedScopes, type PokeBoard } from './poke-board.ts';

const CHANNEL = 'shouwang_heads';
/** A notification holds fewer than 8,000 bytes; a scope's name and head take less than 100. */
const SCOPES_IN_ONE = 75;
const RETRY_MS = 1000;

interface Parts {
  url: string;
  db: Db;
  report: (error: unknown) => void;
}

const Notice = z.object({ from: z.string(), heads: z.record(z.string(), z.int()) });

/**
 * For many server processes on one PostgreSQL: what one announces, the listeners of all are told, by
 * NOTIFY. What was said while the listening connection was broken is not known; after it, everybody is
 * told of every head, and who has it already pulls nothing.
 */
export async function createSharedPokeBoard(parts: Parts): Promise<PokeBoard> {
  const local = createPokeBoard();
  const self = randomUUID();
  const crier = createCrier(parts, self);
  const ear = createEar(parts, {
    onNotice: (text) => {
      try {
        const notice = Notice.parse(JSON.parse(text));
        if (notice.from !== self) local.announce(new Map(Object.entries(notice.heads)));
      } catch (error) {
        // Of another version, or by somebody else's hand: it is a hint only.
        parts.report(error);
      }
    },
    onReturn: async () => local.announce(await readAllHeads(parts.db)),
  });
  await ear.open();
  return {
    announce: (heads) => {
      local.announce(heads);
      crier.cry(heads);
    },
    listen: (listener) => local.listen(listener),
    close: async () => {
      await crier.close();
      await ear.close();
    },
  };
}

async function readAllHeads(db: Db): Promise<ChangedScopes> {
  const rows = await db.selectFrom('scopeHead').select(['scope', 'head']).execute();
  return new Map(rows.map(({ scope, head }) => [scope, head]));
}

/** Tells the others. What comes while a telling runs goes out with the next one; a failed one is tried again. */
function createCrier({ db, report }: Parts, self: string) {
  const waiting = new Map<Scope, number>();
  const closing = new AbortController();
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (waiting.size > 0 && !closing.signal.aborted) {
      const heads = [...waiting];
      waiting.clear();
      try {
        await notify(db, noticesOf(heads, self));
      } catch (error) {
        report(error);
        for (const [scope, head] of heads) if (!waiting.has(scope)) waiting.set(scope, head);
        await pause(closing.signal);
      }
    }
    running = null;
  }

  return {
    cry: (heads: ChangedScopes): void => {
      for (const [scope, head] of heads) waiting.set(scope, head);
      running ??= run();
    },
    close: async (): Promise<void> => {
      closing.abort();
      await running;
    },
  };
}

async function notify(db: Db, texts: string[]): Promise<void> {
  const each = sql`unnest(${texts}::text[]) as text`;
  await sql`select pg_notify(${CHANNEL}, text) from ${each}`.execute(db);
}

function noticesOf(list: readonly (readonly [Scope, number])[], from: string): string[] {
  const texts: string[] = [];
  for (let start = 0; start < list.length; start += SCOPES_IN_ONE) {
    const part = Object.fromEntries(list.slice(start, start + SCOPES_IN_ONE));
    texts.push(JSON.stringify({ from, heads: part }));
  }
  return texts;
}

/** Between two tries; shorter where we are closing. */
async function pause(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await Promise.race([setTimeout(RETRY_MS, undefined, { ref: false }), once(signal, 'abort')]);
}

/** One connection that listens, opened again whenever it ends. */
function createEar(
  { url, report }: Parts,
  on: { onNotice: (text: string) => void; onReturn: () => Promise<void> },
) {
  const closing = new AbortController();
  let client: Client | null = null;

  async function open(): Promise<void> {
    const opening = new Client({
      connectionString: url,
      application_name: 'shouwang pokes',
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    opening.on('error', report);
    opening.on('notification', ({ payload }) => on.onNotice(payload ?? ''));
    try {
      await opening.connect();
      await opening.query(`listen ${CHANNEL}`);
    } catch (error) {
      await opening.end();
      throw error;
    }
    opening.once('end', () => void openAgain());
    client = opening;
  }

  async function openAgain(): Promise<void> {
    for (;;) {
      await pause(closing.signal);
      if (closing.signal.aborted) return;
      try {
        await open();
        await on.onReturn();
        return;
      } catch (error) {
        report(error);
      }
    }
  }

  return {
    open,
    close: async (): Promise<void> => {
      closing.abort();
      await client?.end();
    },
  };
}
