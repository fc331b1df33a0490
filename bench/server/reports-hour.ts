import { mkdirSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { migrate } from '../../src/server/database/migrate.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import type { SessionRolls } from '../../src/protocol/office-rollup.ts';
import type { SyncReply } from '../../src/protocol/sync.ts';
import type { Bench, Measured } from '../bench.ts';
import { figureOf, percentile, type Figure } from '../figures.ts';
import { say } from '../progress.ts';
import { startServerProcess, type ServerProcess } from './crowd.ts';
import { fillHourCampus, readCursors } from './hour-campus.ts';
import { HOUR_FROM_MS, planHour, RUSH_FROM_MINUTE } from './hour-plan.ts';
import { ask } from './http.ts';
import { countsOfRolls, ROLLS_PATH } from './read-counts.ts';
import { runHour, type HourResult, type HourWorld } from './run-hour.ts';
import { createWorldClock } from './world-clock.ts';

/** The last ten minutes pass three times as fast as in life, those before forty times. */
const FACTOR = { before: 40, rush: 3 };
/** Phones that are on the line at the same moment; others wait for one of them. */
const CONNECTIONS = 200;

/** 30,000 people report from their own phones within an hour, and most of them late in it. */
export const reportsHourBench: Bench = {
  name: 'reports-hour',
  about:
    '30,000 reports between 07:30 and 08:30, each from a phone of its own; the roll-up at every minute',
  measure: async (stage) => {
    const dataDir = join(stage.folder, 'hour');
    mkdirSync(dataDir, { recursive: true });
    const db = await openDatabase({ url: null, dataDir, report: (error) => say(String(error)) });
    await migrate(db);
    const buildings = Math.ceil(Math.min(stage.reports, 30_000) / 300);
    const size = { buildings, residentsOfBuilding: Math.ceil(stage.reports / buildings) };
    say(`${String(stage.reports)} people with a phone each`);
    const campus = await fillHourCampus(db, size);
    const cursors = await readCursors(db, campus.reporters);
    await db.destroy();
    const server = await startServerProcess({ dataDir, url: null });
    const before = await server.usage();
    const world = worldOf({ campus, cursors, server });
    const startMs = performance.now();
    const result = await runHour(world);
    const tookMs = performance.now() - startMs;
    const after = await server.usage();
    await server.stop();
    return measured(result, {
      rssBytes: after.rssBytes,
      cpuMs: after.cpuMs - before.cpuMs,
      tookMs,
    });
  },
};

function worldOf(of: Pick<HourWorld, 'campus' | 'cursors'> & { server: ServerProcess }): HourWorld {
  const { campus, cursors, server } = of;
  const to = { agent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }), port: server.port };
  const clock = createWorldClock(HOUR_FROM_MS);
  const set = (atMs: number, factor: number): void => {
    clock.set({ atMs, factor });
    server.setClock({ atMs, factor });
  };
  set(HOUR_FROM_MS, 0);
  return {
    campus,
    cursors,
    tellings: planHour(campus.reporters, 1),
    send: async (push) => {
      for (;;) {
        const headers = { ...push.headers, 'accept-encoding': 'gzip' };
        const { status, text } = await ask(to, {
          method: 'POST',
          path: '/api/v1/sync',
          headers,
          body: push.body,
        });
        if (status === 200) return JSON.parse(text()) as SyncReply;
        if (status !== 503) throw new Error(`${String(status)} ${text()}`);
        await setTimeout(BUSY_MS);
      }
    },
    readCounts: async () => {
      const headers = { cookie: campus.officeCookie, 'accept-encoding': 'gzip' };
      const { status, text } = await ask(to, { method: 'GET', path: ROLLS_PATH, headers });
      if (status !== 200) throw new Error(`${String(status)} ${text()}`);
      return countsOfRolls(JSON.parse(text()) as SessionRolls);
    },
    waitUntil: async (atMs) => {
      const restMs = clock.restMs(atMs);
      if (restMs > 1) await setTimeout(restMs);
      return Math.max(0, -clock.restMs(atMs));
    },
    stopAt: (atMs) => set(atMs, 0),
    goOn: (minute) => {
      if (minute % 10 === 0) say(`minute ${String(minute)}`);
      set(HOUR_FROM_MS + minute * 60_000, minute < RUSH_FROM_MINUTE ? FACTOR.before : FACTOR.rush);
    },
  };
}

const BUSY_MS = 250;

function measured(
  result: HourResult,
  used: { rssBytes: number; cpuMs: number; tookMs: number },
): Measured {
  const { waitsMs, rushWaitsMs, looksMs, stored, sent, mismatches, impossible } = result;
  const about = (name: string, what: string) => ({ name: `reports-hour${name}`, what, cpu: null });
  const p99 = (samples: readonly number[]): number[] => [percentile(samples, 99)];
  const count = (name: string, what: string, value: number): Figure => ({
    ...figureOf(about(name, what), [value]),
    unit: '',
  });
  return {
    figures: [
      figureOf(about('', 'a report, from its sending to its receipt'), waitsMs),
      {
        ...figureOf(about('-p99', 'the 99th percentile of that'), p99(waitsMs)),
        goal: { most: 1000, of: 'p50' },
      },
      figureOf(about('-rush-p99', 'the same in the last ten minutes'), p99(rushWaitsMs)),
      count('-sent', 'reports and corrections that were sent', sent),
      count('-received', 'those with a receipt, and down again on the phone', stored),
      {
        ...count('-lost', 'those without', sent - stored),
        goal: { most: 0, of: 'p50' },
      },
      {
        ...count('-wrong', 'classes that the roll-up told wrong, minute by minute', mismatches),
        goal: { most: 0, of: 'p50' },
      },
      {
        ...count('-impossible', 'looks in between that cannot be right', impossible),
        goal: { most: 0, of: 'p50' },
      },
      figureOf(about('-look', 'the roll-up of all classes, as the office reads it'), looksMs),
      {
        ...figureOf(
          about('-cpu', 'processor time of the server for a report, the looks included'),
          [used.cpuMs / sent],
        ),
      },
      { ...figureOf(about('-memory', 'the server holds'), [used.rssBytes / 1e6]), unit: 'MB' },
    ],
    notes: [`the hour passed in ${String(Math.round(used.tookMs / 1000))} s`],
  };
}
