import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../e2e/support/cleanup.ts';
import { startServer } from '../e2e/support/server.ts';
import { testCluster } from '../support/postgres/test-cluster.ts';
import { expectAllOnce, furnish, pushUntil } from './support/fleet.ts';

const KILLS = process.env['TEST_FULL'] ? 30 : 6;

// A kill of the processes leaves what they wrote to files with the operating system: it shows that a
// receipt waits until the log is written, not that it waits until the disk has it. That is what
// `fsync=on`, asserted at each connection, promises; only a power cut could show it.
test('a server lives through kills of PostgreSQL, and has all that it acknowledged, once', async () => {
  const { cluster, url } = await testCluster();
  const place = { url, dataDir: freshFolder('data') };
  const fleet = await furnish(place, 6);
  const server = await startServer({ dataDir: place.dataDir, env: { DATABASE_URL: url } });
  onTestFinished(() => server.stop());

  let deaths = 0;
  const pushing = pushUntil(fleet, { urlOf: () => server.url, isOver: () => deaths === KILLS });
  while (deaths < KILLS) {
    await setTimeout(randomInt(100, 600));
    await (deaths % 2 === 0 ? cluster.kill() : cluster.stopAtOnce());
    await setTimeout(randomInt(0, 200));
    await cluster.start();
    deaths += 1;
  }
  await pushing;

  await expectAllOnce(place, fleet);
  expect(fleet.phones.every(({ saved }) => saved.length > 20)).toBe(true);
}, 300_000);

test.each(['on', 'off'])(
  'control: such a kill loses commits that were acknowledged with synchronous_commit=off, and with on none: %s',
  async (setting) => {
    // The writer of the log sleeps: what no commit has forced out is in memory alone.
    const { cluster, url } = await testCluster({ wal_writer_delay: '10s' });
    await cluster.query('create table fact (id int primary key)', 'duty');
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query(`set synchronous_commit = ${setting}`);
    for (let id = 1; id <= COMMITS; id += 1)
      await client.query('insert into fact values ($1)', [id]);

    await cluster.kill();
    await cluster.start();

    const rows = await cluster.query<{ id: number }>('select id from fact', 'duty');
    if (setting === 'on') expect(rows).toHaveLength(COMMITS);
    else expect(rows.length).toBeLessThan(COMMITS);
  },
  60_000,
);

const COMMITS = 200;
