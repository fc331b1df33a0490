import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import { storedText } from '../../../src/domain/operation-text.ts';
import { personScope } from '../../../src/domain/scope.ts';
import { SyncReply, type SyncRequest } from '../../../src/protocol/sync.ts';
import { sha256Hex } from '../../../src/server/database/digest.ts';
import { readServerIdentity } from '../../../src/server/database/meta.ts';
import { openDatabase, type Db } from '../../../src/server/database/open.ts';
import { addCampus, addPerson, addStaff, check } from '../../server/support/campus.ts';
import {
  addPhone,
  headersOf,
  openServerAt,
  record,
  requestOf,
  type TestPhone,
} from '../../server/support/test-server.ts';

export interface DatabasePlace {
  /** `null`: SQLite in `dataDir`. */
  url: string | null;
  dataDir: string;
}

/** Phones at one door, and the ledger of what they saved and what they were told is received. */
export interface Fleet {
  serverId: Id;
  phones: FleetPhone[];
}

export interface FleetPhone {
  phone: TestPhone;
  doorId: Id;
  residentId: Id;
  saved: Operation[];
  received: Set<Id>;
}

/** Puts a campus, keepers and their phones into an empty database, and closes it. */
export async function furnish(place: DatabasePlace, phoneCount: number): Promise<Fleet> {
  const server = await openServerAt({ url: place.url, dir: place.dataDir });
  const { east } = await addCampus(server);
  const phones: FleetPhone[] = [];
  for (let index = 0; index < phoneCount; index += 1) {
    const keeper = await addStaff(server, {
      role: 'keeper',
      post: { kind: 'building', id: east.id },
    });
    const phone = await addPhone(server, keeper);
    const resident = await addPerson(server, { buildingId: east.id, unitId: east.unit1 });
    const at = { doorId: east.doorId, residentId: resident.id };
    phones.push({ phone, ...at, saved: [], received: new Set() });
  }
  // The servers' processes have today's clock.
  await server.db.updateTable('session').set({ expiresAt: '2100-01-01T00:00:00.000Z' }).execute();
  const { serverId } = await readServerIdentity(server.db);
  await server.deps.pokes.close();
  await server.db.destroy();
  return { serverId, phones };
}

/** Each phone records and pushes without rest; once `isOver`, until the last receipt. */
export async function pushUntil(
  fleet: Fleet,
  { urlOf, isOver }: { urlOf: (index: number) => string; isOver: () => boolean },
): Promise<void> {
  await Promise.all(
    fleet.phones.map(async (one, index) => {
      while (!isOver() || one.received.size < one.saved.length) {
        if (!isOver()) recordSome(one);
        const isAnswered = await pushOnce(fleet, one, urlOf(index));
        await setTimeout(isAnswered ? 0 : randomInt(10, 80));
      }
    }),
  );
}

function recordSome(one: FleetPhone): void {
  if (one.saved.length - one.received.size > 50) return;
  for (let count = randomInt(1, 8); count > 0; count -= 1) {
    const tempC = randomInt(360, 372) / 10;
    const recording = check(one.doorId, one.residentId, { tempC });
    one.saved.push(record(one.phone, one.saved.length + 1, recording));
  }
}

/** One push of what waits; whether there was a receipt that counts. */
async function pushOnce({ serverId }: Fleet, one: FleetPhone, url: string): Promise<boolean> {
  const operations = one.saved.filter(({ id }) => !one.received.has(id)).slice(0, 20);
  const request = requestOf(one.phone, {
    push: { log: one.phone.log, operations, acked: 0 },
    clock: {
      now: new Date().toISOString(),
      zone: 'Asia/Shanghai',
      boot: one.phone.boot,
      monoMs: performance.now(),
    },
  });
  const reply = await send(one.phone, url, request);
  if (reply === null || reply.nonce !== request.nonce || reply.server !== serverId) return false;
  for (const { id, outcome, why } of reply.push?.results ?? []) {
    if (outcome === 'parked') throw new Error(`${id} was parked: ${String(why)}`);
    one.received.add(id);
  }
  return true;
}

/** `null` where there is no answer that our protocol knows: then everything waits on. */
export async function send(
  phone: TestPhone,
  url: string,
  request: SyncRequest,
): Promise<SyncReply | null> {
  try {
    const response = await fetch(`${url}/api/v1/sync`, {
      method: 'POST',
      headers: headersOf(phone),
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(15_000),
    });
    const reply = SyncReply.safeParse(await response.json());
    return response.status === 200 && reply.success ? reply.data : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** What was received is there exactly once, as it was recorded, numbered without holes; and nothing else is. */
export async function expectAllOnce(place: DatabasePlace, { phones }: Fleet): Promise<void> {
  const db = await openDatabase({ ...place, report: () => undefined });
  try {
    const saved = phones.flatMap((one) => one.saved);
    expect(phones.flatMap(({ received }) => [...received]).sort()).toEqual(
      saved.map(({ id }) => id).sort(),
    );
    const rows = await db.selectFrom('opLog').select(['sentId', 'sha', 'outcome']).execute();
    expect(rows.map(({ sentId, sha, outcome }) => `${sentId} ${sha} ${outcome}`).sort()).toEqual(
      saved.map((one) => `${one.id} ${sha256Hex(storedText(one))} stored`).sort(),
    );
    for (const one of phones) await expectNumbers(db, one);
  } finally {
    await db.destroy();
  }
}

/** What phones were told is received and the database lacks. */
export async function lostFrom(place: DatabasePlace, { phones }: Fleet): Promise<Id[]> {
  const db = await openDatabase({ ...place, report: () => undefined });
  const rows = await db.selectFrom('opLog').select('sentId').execute();
  await db.destroy();
  const stored = new Set(rows.map(({ sentId }) => sentId));
  return phones.flatMap(({ received }) => [...received].filter((id) => !stored.has(id)));
}

async function expectNumbers(db: Db, { phone, saved, residentId }: FleetPhone): Promise<void> {
  const numbers = saved.map((_, index) => index + 1);
  const log = await db
    .selectFrom('deviceLog')
    .select('contiguous')
    .where('logId', '=', phone.log)
    .executeTakeFirst();
  expect(log?.contiguous ?? 0).toBe(saved.length);
  const feed = await db
    .selectFrom('feed')
    .select(['seq', 'refId'])
    .where('scope', '=', personScope(residentId))
    .orderBy('seq')
    .execute();
  expect(feed.map(({ seq }) => seq)).toEqual(numbers);
  expect(feed.map(({ refId }) => refId).sort()).toEqual(saved.map(({ id }) => id).sort());
}
