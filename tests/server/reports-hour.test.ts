import { expect, test } from 'vitest';
import { fillHourCampus, readCursors } from '../../bench/server/hour-campus.ts';
import { HOUR_FROM_MS, planHour } from '../../bench/server/hour-plan.ts';
import { countsOfRolls, ROLLS_PATH } from '../../bench/server/read-counts.ts';
import { runHour } from '../../bench/server/run-hour.ts';
import { SessionRolls } from '../../src/protocol/office-rollup.ts';
import { SyncReply } from '../../src/protocol/sync.ts';
import { openServer } from './support/test-server.ts';

const REPORTERS = 300;

test('of 300 who report within an hour every report arrives, and the roll-up is right at every minute', async () => {
  const { app, db, clock } = await openServer();
  const campus = await fillHourCampus(db, { buildings: 2, residentsOfBuilding: REPORTERS / 2 });
  const { reporters } = campus;
  const tellings = planHour(reporters, 5);
  clock.nowMs = HOUR_FROM_MS;

  const result = await runHour({
    campus,
    cursors: await readCursors(db, reporters),
    tellings,
    send: async (push) => {
      const response = await app.request('/api/v1/sync', { method: 'POST', ...push });
      return SyncReply.parse(await response.json());
    },
    readCounts: async () => {
      const response = await app.request(ROLLS_PATH, { headers: { cookie: campus.officeCookie } });
      return countsOfRolls(SessionRolls.parse(await response.json()));
    },
    waitUntil: async (atMs) => {
      clock.nowMs = atMs;
      return 0;
    },
    stopAt: (atMs) => void (clock.nowMs = atMs),
    goOn: () => {},
  });

  expect(tellings.length).toBeGreaterThan(REPORTERS);
  expect(tellings.some(({ isReplyLost }) => isReplyLost)).toBe(true);
  expect(result).toMatchObject({
    sent: tellings.length,
    stored: tellings.length,
    mismatches: 0,
    impossible: 0,
  });
}, 120_000);
