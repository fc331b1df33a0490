import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../../e2e/support/cleanup.ts';
import { startServer } from '../../e2e/support/server.ts';
import {
  addSettings,
  copyCluster,
  initialiseCluster,
  makeStandby,
  openCluster,
} from '../../support/postgres/cluster.ts';
import { clusterFolder, programs } from '../../support/postgres/test-cluster.ts';
import { expectAllOnce, furnish, lostFrom, pushUntil, type Fleet } from '../support/fleet.ts';
import { startWire } from './wire.ts';

// The line between the two falls silent before the primary dies: a standby that is waited for then
// holds up receipts, and one that is not falls behind what phones were told.
test('a synchronous standby that is promoted while phones push has all that was acknowledged, once', async () => {
  const { place, fleet } = await failOver('ANY 1 (standby)');

  expect(await lostFrom(place, fleet)).toEqual([]);
  await expectAllOnce(place, fleet);
}, 180_000);

test('control: a standby that commits do not wait for lacks what was acknowledged', async () => {
  const { place, fleet } = await failOver('');

  expect(await lostFrom(place, fleet)).not.toEqual([]);
}, 180_000);

/** Phones push to a server; its database dies, and the standby takes its place. */
async function failOver(
  standbyNames: string,
): Promise<{ place: { url: string; dataDir: string }; fleet: Fleet }> {
  const { primary, standby, between } = await startPair(standbyNames);
  const toDatabase = await startWire(primary.port);
  onTestFinished(() => toDatabase.stop());
  const url = new URL(primary.urlOf('duty'));
  url.port = String(toDatabase.port);
  const place = { url: url.href, dataDir: freshFolder('data') };
  const fleet = await furnish(place, 6);
  const env = { DATABASE_URL: place.url };
  const server = await startServer({ dataDir: place.dataDir, env });
  onTestFinished(() => server.stop());

  let isOver = false;
  const pushing = pushUntil(fleet, { urlOf: () => server.url, isOver: () => isOver });
  await setTimeout(1500);
  between.stall();
  await setTimeout(500);
  await primary.kill();
  between.stop();
  await standby.query('select pg_promote()');
  toDatabase.redirect(standby.port);
  await setTimeout(2000);
  isOver = true;
  await pushing;
  return { place, fleet };
}

async function startPair(standbyNames: string) {
  const binaries = programs();
  const folder = clusterFolder();
  const first = { binaries, dataDir: join(folder, 'primary') };
  const second = { binaries, dataDir: join(folder, 'standby') };
  initialiseCluster(first);
  const primary = await openCluster(first);
  await primary.start();
  await primary.query('create database duty');
  await primary.stop();
  copyCluster(first, second.dataDir);
  const between = await startWire(primary.port);
  onTestFinished(() => between.stop());
  makeStandby(second, `host=127.0.0.1 port=${between.port} user=postgres application_name=standby`);
  addSettings(first, { synchronous_standby_names: standbyNames });
  const standby = await openCluster(second);
  for (const cluster of [primary, standby]) {
    await cluster.start();
    onTestFinished(() => cluster.stopAtOnce());
  }
  await expect
    .poll(() => primary.query('select state from pg_stat_replication'), { timeout: 30_000 })
    .toEqual([{ state: 'streaming' }]);
  return { primary, standby, between };
}
