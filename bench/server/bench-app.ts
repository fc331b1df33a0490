import type { Hono } from 'hono';
import { createApp } from '../../src/server/app.ts';
import type { Db } from '../../src/server/database/open.ts';
import type { Dependencies } from '../../src/server/dependencies.ts';
import { createPokeBoard } from '../../src/server/sync/poke-board.ts';

/** The server as it is run, without the built app. */
export function benchApp(db: Db, dataDir: string): Hono {
  return createApp(benchDependencies(db, dataDir));
}

export function benchDependencies(db: Db, dataDir: string): Dependencies {
  return {
    db,
    now: Date.now,
    settings: {
      dataDir,
      publicUrl: 'http://127.0.0.1',
      isHttps: false,
      isBehindProxy: false,
      serverSecret: null,
      campusZone: 'Asia/Shanghai',
      enrolmentHours: 24,
      appDir: null,
    },
    pokes: createPokeBoard(),
    report: (error) => process.stderr.write(`${String(error)}\n`),
  };
}
