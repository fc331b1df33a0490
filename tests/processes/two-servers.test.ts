import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../e2e/support/cleanup.ts';
import { startServer, type RunningServer } from '../e2e/support/server.ts';
import { check } from '../server/support/campus.ts';
import { headersOf, record, requestOf, type TestPhone } from '../server/support/test-server.ts';
import { freshDatabase } from '../support/postgres/fresh-database.ts';
import { expectAllOnce, furnish, pushUntil, send } from './support/fleet.ts';

test('two servers on one PostgreSQL: one pokes the phones of the other, and either takes any push', async () => {
  const { url, giveBack } = (await freshDatabase({ isEmpty: true }))!;
  // Both find an empty database at once.
  const [first, second] = await Promise.all([start(url), start(url)]);
  const place = { url, dataDir: freshFolder('data') };
  const fleet = await furnish(place, 4);
  const [talking, listening] = fleet.phones;

  const pokes = await openPokes(second, listening!.phone);
  const recording = check(talking!.doorId, talking!.residentId);
  const operation = record(talking!.phone, 1, recording);
  talking!.saved.push(operation);
  const push = { log: talking!.phone.log, operations: [operation], acked: 0 };
  await send(talking!.phone, first.url, requestOf(talking!.phone, { push }));
  await pokes.untilHeads();
  expect(await pullFrom(second, listening!.phone)).toContain(operation.id);

  let isOver = false;
  const servers = [first, second];
  const pushing = pushUntil(fleet, {
    urlOf: () => servers[randomInt(2)]!.url,
    isOver: () => isOver,
  });
  await setTimeout(500);
  await first.kill();
  await setTimeout(500);
  isOver = true;
  await pushing;
  expect(second.output()).not.toMatch(/error/i);
  await second.stop();

  await expectAllOnce(place, fleet);
  giveBack();
}, 240_000);

async function start(url: string): Promise<RunningServer> {
  const env = { DATABASE_URL: url, SERVER_SECRET: 'the secret that these two servers share' };
  const server = await startServer({ dataDir: freshFolder('data'), env });
  onTestFinished(() => server.stop());
  return server;
}

async function openPokes(
  server: RunningServer,
  phone: TestPhone,
): Promise<{ untilHeads: () => Promise<void> }> {
  const headers = headersOf(phone);
  const closing = new AbortController();
  onTestFinished(() => closing.abort());
  const response = await fetch(`${server.url}/api/v1/poke`, { headers, signal: closing.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (text: string): Promise<void> => {
    while (!heard.includes(text)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`the stream ended: ${heard}`);
      heard += value;
    }
  };
  await until('event: open');
  return { untilHeads: () => until('event: heads') };
}

async function pullFrom({ url }: RunningServer, phone: TestPhone): Promise<string[]> {
  const pull = { account: phone.accountId, cursor: null, max: 5000 };
  const reply = await send(phone, url, requestOf(phone, { pull }));
  if (reply?.pull?.outcome !== 'changes') throw new Error(JSON.stringify(reply));
  const entries = reply.pull.pages.flatMap((page) => page.entries);
  return entries.map((entry) => (entry.kind === 'fact' ? entry.fact.id : entry.id));
}
