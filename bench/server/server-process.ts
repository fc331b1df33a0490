/** The server in a process of its own, on loopback. Says its port; asked anything, says what memory it holds. */
import { serve } from '@hono/node-server';
import { openDatabase } from '../../src/server/database/open.ts';
import { benchApp } from './bench-app.ts';

const [dataDir = '', url = ''] = process.argv.slice(2);
const report = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);
const db = await openDatabase({ url: url === '' ? null : url, dataDir, report });
const server = serve(
  { fetch: benchApp(db, dataDir).fetch, hostname: '127.0.0.1', port: 0 },
  ({ port }) => process.send?.({ port }),
);
process.on('message', () => process.send?.({ rssBytes: process.memoryUsage.rss() }));
process.once('disconnect', () => {
  server.close();
  void db.destroy().then(() => process.exit(0));
});
