import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { assertSameSecret } from './accounts/server-secret.ts';
import { ensureSetUpLink } from './accounts/set-up.ts';
import { createApp } from './app.ts';
import { checkFeedGuard, keepFeedGuard } from './backup/feed-guard.ts';
import type { Config } from './config.ts';
import { DEMO_LOGINS, DEMO_PASSWORD } from './demo/demo-campus.ts';
import { fillDemo } from './demo/fill-demo.ts';
import { holdDataDir } from './database/data-dir.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import type { Dependencies, Settings } from './dependencies.ts';
import { startJobs } from './jobs/jobs.ts';
import { rejudgeAfterStart } from './sync/rejudge.ts';
import { fileRooms } from './places/file-rooms.ts';
import { createPokeBoard } from './sync/poke-board.ts';
import { createSharedPokeBoard } from './sync/shared-poke-board.ts';

/** Opens the database, listens, and prints where. Resolves when the server listens. */
export async function runServer(
  config: Config,
  { appDir, isDemo }: { appDir: string | null; isDemo: boolean },
): Promise<void> {
  const { databaseUrl: url, dataDir } = config;
  const letGo = await holdDataDir(dataDir);
  const db = await openDatabase({ url, dataDir, report });
  await migrate(db);
  if ((await checkFeedGuard(db, { dataDir, nowMs: Date.now() })) === 'older-database')
    console.log(
      'This database is older than what phones were told: they will offer again what it lacks.',
    );
  await fileRooms(db, new Date().toISOString());
  const settings = settingsOf(config, appDir);
  if (url !== null) await assertSameSecret(db, settings);
  const pokes = url === null ? createPokeBoard() : await createSharedPokeBoard({ url, db, report });
  const deps = { db, now: Date.now, settings, pokes, report };
  const app = createApp(deps);
  const { server, port } = await listen(app.fetch, config);
  rejudgeAfterStart(deps).catch(report);
  // With PORT=0 the address is known only now; links are made from it.
  settings.publicUrl = config.publicUrl ?? addressOf(config, port);
  const stopGuard = guardFeed(deps);
  const stopJobs = startJobs(deps);
  closeOnSignal(server, async () => {
    await stopJobs();
    await stopGuard();
    await pokes.close();
    await db.destroy();
    letGo();
  });
  console.log(`Shouwang is at ${settings.publicUrl}`);
  if (isDemo) await offerDemo(deps);
  const setUpPath = await ensureSetUpLink(db);
  if (setUpPath !== null)
    console.log(`Set it up once, with this link: ${settings.publicUrl}${setUpPath}`);
}

const GUARD_EVERY_MS = 60_000;

/** Keeps beside the database how far it is; gives how to stop, with a last look. */
function guardFeed({ db, settings: { dataDir } }: Dependencies): () => Promise<void> {
  const timer = setInterval(() => void keepFeedGuard(db, dataDir).catch(report), GUARD_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await keepFeedGuard(db, dataDir).catch(report);
  };
}

/** Fills an empty database, and prints how each role gets in. */
async function offerDemo(deps: Dependencies): Promise<void> {
  console.log('Demo: making an invented campus with a week of records …');
  const signIns = await fillDemo(deps);
  if (signIns === null) {
    console.log('This database is in use, so it stays as it is: --demo fills an empty one only.');
    return;
  }
  const { publicUrl } = deps.settings;
  for (const [role, login] of Object.entries(DEMO_LOGINS))
    console.log(
      `Office (${role}): ${publicUrl}/office  sign-in "${login}", password "${DEMO_PASSWORD}"`,
    );
  console.log('Phones (each link works once, in a browser of its own):');
  for (const { role, name, link } of signIns)
    console.log(`  ${name} (${role}): ${publicUrl}${link}`);
}

const report = (error: unknown): void => console.error(error);

function settingsOf(config: Config, appDir: string | null): Settings {
  const publicUrl = config.publicUrl ?? addressOf(config, config.port);
  return {
    dataDir: config.dataDir,
    publicUrl,
    isHttps: config.tls !== null || publicUrl.startsWith('https:'),
    isBehindProxy: config.isBehindProxy,
    serverSecret: config.serverSecret,
    campusZone: config.campusZone,
    enrolmentHours: config.enrolmentHours,
    appDir,
  };
}

function addressOf({ host, tls }: Config, port: number): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${tls === null ? 'http' : 'https'}://${name}:${String(port)}`;
}

type Fetch = Parameters<typeof serve>[0]['fetch'];

function listen(
  fetch: Fetch,
  { tls, host: hostname, port }: Config,
): Promise<{ server: ServerType; port: number }> {
  const secure =
    tls === null
      ? {}
      : {
          createServer: createHttpsServer,
          serverOptions: { cert: readFileSync(tls.certPath), key: readFileSync(tls.keyPath) },
        };
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port, ...secure }, (address: AddressInfo) =>
      resolve({ server, port: address.port }),
    );
    server.once('error', reject);
  });
}

/** Requests that run are answered, streams are cut, then the database is closed. */
function closeOnSignal(server: ServerType, closeDatabase: () => Promise<void>): void {
  const close = (): void => {
    server.close(() => {
      closeDatabase().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
    if ('closeIdleConnections' in server) {
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), CLOSE_MS).unref();
    }
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}

const CLOSE_MS = 2000;
