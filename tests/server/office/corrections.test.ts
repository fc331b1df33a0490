import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import { answerCorrection, readCorrectionsPage } from '../../../src/server/reports/corrections.ts';
import { phoneOfResident } from '../support/east-rooms.ts';
import { telling } from '../support/report-bodies.ts';
import { openReportCampus, type ReportCampus } from '../support/report-campus.ts';
import { at, push, record } from '../support/test-server.ts';

const ASKED = 130;

let campus: ReportCampus;
/** From the first asked to the last. */
let requestIds: Id[];

beforeEach(async () => {
  campus = await openReportCampus();
  const { server, places } = campus;
  const student = await phoneOfResident(server, places.own.personId);
  const requests = Array.from({ length: ASKED }, (_, index) =>
    record(student, index + 1, {
      ...telling('correction-request', places.own),
      at: at(index - ASKED),
    }),
  );
  requestIds = requests.map(({ id }) => id);
  await push(student, ...requests);
});

const pageOf = async (state: 'open' | 'all', offset: number) => {
  const page = await readCorrectionsPage(campus.server.deps, { state, offset: String(offset) });
  return { total: page.total, ids: page.rows.map(({ id }) => id) };
};

test('requests are read a hundred at a time, newest first, and counted whole', async () => {
  const newest = requestIds.toReversed();

  expect(await pageOf('all', 0)).toEqual({ total: ASKED, ids: newest.slice(0, 100) });
  expect(await pageOf('open', 100)).toEqual({ total: ASKED, ids: newest.slice(100) });
});

test('answering one reads that one and what is about it, however many there are', async () => {
  const { deps } = campus.server;
  const { accountId: by } = await campus.phoneAs('office_admin');
  const [requestId = ''] = requestIds;
  let mostRows = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      mostRows = Math.max(mostRows, result.rows.length);
      return result;
    },
  };
  const request = { factId: randomUUID(), text: 'put right' };

  const row = await answerCorrection(
    { ...deps, db: deps.db.withPlugin(plugin) },
    { by, requestId, request },
  );

  expect(row).toMatchObject({ id: requestId, answers: [{ id: request.factId, by: { id: by } }] });
  expect(mostRows).toBeLessThan(ASKED / 4);
  expect(await pageOf('open', 0)).toMatchObject({ total: ASKED - 1 });
});
