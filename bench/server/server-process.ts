/** The server in a process of its own, on loopback. Says its port; asked, says what it uses; takes the world's time. */
import { serve } from '@hono/node-server';
import { createApp } from '../../src/server/app.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import { createSharedPokeBoard } from '../../src/server/sync/shared-poke-board.ts';
import { benchDependencies } from './bench-app.ts';
import { createWorldClock, type ClockSetting, type WorldClock } from './world-clock.ts';

const [dataDir = '', url = ''] = process.argv.slice(2);
const report = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const db = await openDatabase({ url: url === '' ? null : url, dataDir, report });
let clock: WorldClock | null = null;
const now = (): number => clock?.nowMs() ?? Date.now();
const pokes = url === '' ? {} : { pokes: await createSharedPokeBoard({ url, db, report }) };
const app = createApp({ ...benchDependencies(db, dataDir), ...pokes, now });
const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
  process.send?.({ port }),
);
process.on('message', (message: 'usage' | ClockSetting) => {
  if (message === 'usage') {
    const { user, system } = process.cpuUsage();
    process.send?.({ rssBytes: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 });
    return;
  }
  clock ??= createWorldClock(message.atMs);
  clock.set(message);
});
process.once('disconnect', () => {
  server.close();
  void db.destroy().then(() => process.exit(0));
});
