import { randomUUID } from 'node:crypto';
import type { FactBody, FactType } from '../../src/domain/fact.ts';
import type { Id } from '../../src/domain/id.ts';
import { unitScope } from '../../src/domain/scope.ts';
import { insertMany } from '../../src/server/database/insert-many.ts';
import type { Db } from '../../src/server/database/open.ts';
import type { Tables } from '../../src/server/database/tables.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';

const PASSAGE_DAYS = 30;

export type FactWriter = ReturnType<typeof createFactWriter>;

/** Where and when a fact was told; what it was recorded on, and what it is about. */
interface Told {
  unitId: Id;
  atMs: number;
  shiftId?: Id | null;
  rootId?: Id | null;
}

/** Writes facts as they lie once they are judged, without judging them: that alone would take an hour. */
export function createFactWriter(db: Db) {
  let ops: Tables['opLog'][] = [];
  let feed: Tables['feed'][] = [];
  let seq = 1_000_000;
  const accountId = randomUUID();

  async function flush(): Promise<void> {
    const [rows, entries] = [ops, feed];
    ops = [];
    feed = [];
    await writeDatabase(db, async (tx) => {
      await insertMany(tx, { table: 'opLog' }, rows);
      await insertMany(tx, { table: 'feed' }, entries);
    });
  }
  async function tell<T extends FactType>(
    { unitId, atMs, shiftId = null, rootId = null }: Told,
    type: T,
    body: FactBody<T>,
  ): Promise<Id> {
    const id = randomUUID();
    const at = new Date(atMs).toISOString();
    seq += 1;
    const told = { id, by: accountId, at, zone: 'Asia/Shanghai', type, tv: 1, shiftId, body };
    ops.push(rowOf({ id, seq, type, at, rootId, envelope: JSON.stringify(told), accountId }));
    const [scope, day] = [unitScope(unitId, 'round'), at.slice(0, 10)];
    feed.push({ scope, seq, kind: 'fact', refId: id, version: 1, sha: '', isGone: 0, day });
    if (ops.length >= 5000) await flush();
    return id;
  }
  return {
    tell,
    flush,
    count: () => seq - 1_000_000,
    passages: async (count: number, untilMs: number): Promise<void> => {
      const reading = { tempC: 36.5, site: 'forehead', thermometerId: null } as const;
      for (let done = 0; done < count; done += 1) {
        const subject = { kind: 'person', personId: accountId } as const;
        const raw = { ...reading, rawValue: 36.5, rawUnit: 'C' } as const;
        const body = { subject, doorId: accountId, direction: 'in', reading: raw } as const;
        const atMs = untilMs - (done / count) * PASSAGE_DAYS * 86_400_000;
        await tell({ unitId: accountId, atMs }, 'door-check', {
          ...body,
          repeats: null,
          amends: null,
        });
      }
    },
  };
}

function rowOf(of: {
  id: Id;
  seq: number;
  type: FactType;
  at: string;
  rootId: Id | null;
  envelope: string;
  accountId: Id;
}): Tables['opLog'] {
  const { id, at, accountId, ...rest } = of;
  const nothing = {
    why: null,
    field: null,
    waitsFor: null,
    emptiedAt: null,
    answeredBy: null,
    rejudgedAt: null,
    purgedAt: null,
  };
  const sent = { sentId: id, logId: accountId, deviceId: accountId, accountId, sha: '' };
  const times = { at, correctedAt: at, receivedAt: at };
  return { id, ...sent, ...times, ...rest, ...nothing, outcome: 'stored' };
}
