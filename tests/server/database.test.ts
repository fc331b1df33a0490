import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { CAMPUS_STAFF } from '../../src/domain/scope.ts';
import {
  getDocument,
  listDocuments,
  putDocuments,
  type DocumentPut,
} from '../../src/server/database/documents.ts';
import { readSnapshot, writeDatabase } from '../../src/server/database/transaction.ts';
import { readChanges } from '../../src/server/sync/read-changes.ts';
import { personDocuments } from './support/campus.ts';
import { at, openServer } from './support/test-server.ts';

const by = { accountId: null, at: at(0) };

const policyless = (name: string): DocumentPut => {
  const id = randomUUID();
  const body = { id, name, zone: 'Asia/Shanghai' };
  return { kind: 'campus', id, body, scopes: [CAMPUS_STAFF] };
};

test('a reader sees one moment, and does not wait for the writer', async () => {
  const { db } = await openServer();
  const count = (tx: typeof db) => listDocuments(tx, 'campus').then((list) => list.length);

  const seen = await writeDatabase(db, async (tx) => {
    await putDocuments(tx, [policyless('new')], by);
    return { own: await count(tx), others: await count(db) };
  });
  const moments = await readSnapshot(db, async (tx) => {
    const before = await count(tx);
    await writeDatabase(db, (writer) => putDocuments(writer, [policyless('newer')], by));
    return [before, await count(tx), await count(db)];
  });

  expect(seen).toEqual({ own: 1, others: 0 });
  expect(moments).toEqual([1, 1, 2]);
});

test('history keeps every replaced version with who wrote it and when', async () => {
  const { db } = await openServer();
  const campus = policyless('North') as Extract<DocumentPut, { kind: 'campus' }>;
  const accountId = randomUUID();
  await writeDatabase(db, (tx) => putDocuments(tx, [campus], { accountId, at: at(1) }));
  const renamed = { ...campus, body: { ...campus.body, name: 'South' } };
  await writeDatabase(db, (tx) => putDocuments(tx, [renamed], { accountId: null, at: at(2) }));

  const history = await db.selectFrom('documentVersion').selectAll().execute();

  expect(history).toMatchObject([
    { version: 1, updatedBy: accountId, updatedAt: at(1), body: JSON.stringify(campus.body) },
  ]);
  expect(await getDocument(db, 'campus', campus.id)).toMatchObject({ version: 2 });
});

test('a body that is not of its shape is refused with its field', async () => {
  const { db } = await openServer();
  const campus = policyless('North');
  const wrong = { ...campus, body: { ...campus.body, zone: 8 } } as unknown as DocumentPut;

  await expect(writeDatabase(db, (tx) => putDocuments(tx, [wrong], by))).rejects.toThrow('"zone"');
});

test('class membership is kept over time', async () => {
  const server = await openServer();
  const [id, first, second] = [randomUUID(), randomUUID(), randomUUID()];
  const person = { id, stayId: randomUUID(), home: null };
  const put = (classId: string | null, minutes: number) =>
    writeDatabase(server.db, (tx) =>
      putDocuments(tx, personDocuments(person, { classId, name: '林小满' }), {
        accountId: null,
        at: at(minutes),
      }),
    );

  await put(first, 0);
  await put(second, 1);
  await put(null, 2);

  const rows = await server.db
    .selectFrom('classMember')
    .select(['classId', 'fromAt', 'toAt'])
    .orderBy('fromAt')
    .execute();
  expect(rows).toEqual([
    { classId: first, fromAt: '1970-01-01T00:00:00.000Z', toAt: at(1) },
    { classId: second, fromAt: at(1), toAt: at(2) },
  ]);
});

test('three thousand people are one transaction, and come down in pages that have each of them once', async () => {
  const { db } = await openServer();
  const buildingIds = Array.from({ length: 20 }, () => randomUUID());
  const puts = Array.from({ length: 3000 }, (_, index) => {
    const home = {
      buildingId: buildingIds[index % 20]!,
      unitId: null,
      unit: null,
      room: String(index % 600),
      bed: '1',
    };
    const person = { id: randomUUID(), stayId: randomUUID(), home };
    return personDocuments(person, { classId: null, name: `居民${index}` });
  }).flat();

  await writeDatabase(db, (tx) => putDocuments(tx, puts, by));

  const epoch = randomUUID();
  const received: string[] = [];
  let cursor: string | null = null;
  for (let isMore = true; isMore;) {
    const from: Parameters<typeof readChanges>[1] = {
      epoch,
      scopes: [CAMPUS_STAFF],
      cursor,
      max: 1000,
    };
    const pull = await readSnapshot(db, (tx) => readChanges(tx, from));
    if (pull.outcome !== 'changes') throw new Error(pull.outcome);
    received.push(...pull.pages.flatMap(({ entries }) => entries.map(({ id }) => id)));
    ({ cursor, more: isMore } = pull);
  }
  const wanted = puts.filter(({ scopes }) => scopes.includes(CAMPUS_STAFF)).map(({ id }) => id);
  expect(wanted).toHaveLength(3000);
  expect(received.sort()).toEqual(wanted.sort());
});
