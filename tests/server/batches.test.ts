import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { newSecret } from '../../src/server/accounts/secrets.ts';
import type { OperationResult } from '../../src/protocol/sync.ts';
import { addLanes, NO_LANES } from '../../src/protocol/lanes.ts';
import { lanesOf } from '../../src/server/database/digest.ts';
import type { Tx } from '../../src/server/database/tables.ts';
import { writeDatabase } from '../../src/server/database/transaction.ts';
import { takeOperations } from '../../src/server/sync/take-operations.ts';
import { addPerson, addStaff } from './support/campus.ts';
import { openEastDoor } from './support/east-door.ts';
import { moves, operationsOf, type Duty } from './support/random-duty.ts';
import { LONG_AGO, MORNING_MS, at } from './support/test-server.ts';

let duty: Duty;

beforeEach(async () => {
  const { server, campus, phone, resident } = await openEastDoor();
  const { east, west } = campus;
  const head = await addStaff(
    server,
    { role: 'building_head', post: { kind: 'building', id: east.id } },
    { role: 'keeper', post: { kind: 'building', id: west.id }, to: at(3) },
  );
  const secret = newSecret();
  await server.db
    .insertInto('deviceAccount')
    .values({
      deviceId: phone.deviceId,
      accountId: head.id,
      secret,
      boundAt: LONG_AGO,
      unboundAt: null,
    })
    .execute();
  const other = await addPerson(server, { buildingId: east.id, unitId: east.unit2 });
  const guest = await addPerson(server, { buildingId: west.id });
  duty = {
    phone,
    head: { accountId: head.id, secret },
    doorIds: [east.doorId, west.doorId],
    residentIds: [resident.id, other.id, guest.id],
  };
});

test('operations in batches come out as one by one: rows, receipts, feeds, digests and marks', async () => {
  await fc.assert(
    fc.asyncProperty(moves, fc.array(fc.integer({ min: 1, max: 9 })), async (list, sizes) => {
      const operations = operationsOf(duty, list);

      const oneByOne = await takeAndUndo(operations.map((operation) => [operation]));
      const inBatches = await takeAndUndo(cut(operations, sizes));

      expect(inBatches.state).toEqual(oneByOne.state);
      expect(inBatches.digests).toEqual(inBatches.digestsOfFeeds);
      expect(oneByOne.digests).toEqual(oneByOne.digestsOfFeeds);
    }),
    { numRuns: 60 },
  );
});

/** Cuts the list into pieces of these sizes, and the rest in one. */
function cut(list: readonly unknown[], sizes: readonly number[]): unknown[][] {
  const pieces: unknown[][] = [];
  let from = 0;
  for (const size of sizes) {
    if (from >= list.length) break;
    pieces.push(list.slice(from, from + size));
    from += size;
  }
  if (from < list.length) pieces.push(list.slice(from));
  return pieces;
}

class Undone extends Error {}

async function takeAndUndo(batches: readonly unknown[][]) {
  const { phone } = duty;
  let found: (Awaited<ReturnType<typeof readState>> & { results: OperationResult[] }) | undefined;
  const undone = writeDatabase(phone.server.db, async (tx) => {
    const results: OperationResult[] = [];
    for (const batch of batches) {
      const { reply } = await takeOperations(
        {
          tx,
          deviceId: phone.deviceId,
          logId: phone.log,
          clock: { now: at(10), zone: 'Asia/Shanghai', boot: phone.boot, monoMs: 0 },
          clockReadAtMs: MORNING_MS + 600_000,
          receivedAt: at(10),
          emptiedAt: at(2),
          isQuarantined: false,
          campusZone: phone.server.deps.settings.campusZone,
          report: phone.server.deps.report,
        },
        batch,
      );
      results.push(...reply.results);
    }
    found = { results, ...(await readState(tx)) };
    throw new Undone();
  });
  await expect(undone).rejects.toThrow(Undone);
  expect(phone.server.reports).toEqual([]);
  const { results, shaByFreshId, digests, digestsOfFeeds, ...state } = found!;
  const told = results.map((result) => ({
    ...result,
    id: shaByFreshId.get(result.id) ?? result.id,
  }));
  return { state: { told, ...state }, digests, digestsOfFeeds };
}

/** Everything that a push may write, without what differs by chance or by how often marks were renewed. */
async function readState(tx: Tx) {
  const rows = await tx.selectFrom('opLog').selectAll().orderBy('sha').execute();
  const shaById = new Map(rows.map((row) => [row.id, row.sha]));
  const fresh = rows.filter((row) => row.why === 'id-reuse' || row.accountId === null);
  const shaByFreshId = new Map(fresh.map((row) => [row.id, row.sha]));
  const feed = await tx.selectFrom('feed').selectAll().orderBy('scope').orderBy('seq').execute();
  const marks = await tx
    .selectFrom('document')
    .select(['id', 'body'])
    .where('kind', '=', 'mark')
    .orderBy('id')
    .execute();
  const live = feed.filter((row) => row.isGone === 0);
  const isMarked = (id: string) => live.some((row) => row.kind === 'mark' && row.refId === id);
  const heads = await tx.selectFrom('scopeHead').selectAll().orderBy('scope').execute();
  return {
    shaByFreshId,
    rows: rows.map((row) => ({
      ...row,
      id: shaByFreshId.get(row.id) ?? row.id,
      sentId: shaByFreshId.get(row.sentId) ?? row.sentId,
    })),
    entries: (await tx.selectFrom('logEntry').selectAll().orderBy('seq').execute()).map(
      ({ seq, opId }) => ({ seq, sha: shaById.get(opId) }),
    ),
    facts: feed.filter((row) => row.kind === 'fact').map(({ scope, refId }) => `${scope} ${refId}`),
    marks: marks.filter(({ id }) => isMarked(id)),
    marked: live
      .filter((row) => row.kind === 'mark')
      .map(({ scope, refId }) => `${scope} ${refId}`)
      .sort(),
    counts: heads.map(({ scope, count }) => [scope, count]),
    log: await tx.selectFrom('deviceLog').selectAll().execute(),
    digests: heads.map(({ scope, d0, d1, d2, d3 }) => [scope, d0, d1, d2, d3]),
    digestsOfFeeds: heads.map(({ scope }) => [
      scope,
      ...live
        .filter((row) => row.scope === scope)
        .reduce((sum, row) => addLanes(sum, lanesOf(row), 1), NO_LANES),
    ]),
  };
}
