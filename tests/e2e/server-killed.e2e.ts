import { expect, onTestFinished, test } from 'vitest';
import { startBadWire, type Fate } from './support/bad-wire.ts';
import { freshFolder, testPhone } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { passagesOfWeek } from './support/readings.ts';
import { freePort, startServer } from './support/server.ts';
import { Warden } from './support/warden.ts';

test('a server killed in the middle of a push loses nothing and doubles nothing', async () => {
  const dataDir = freshFolder('data');
  const port = await freePort();
  let server = await startServer({ dataDir, port });
  onTestFinished(() => server.stop());
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const fates: Fate[] = ['dies-on-request', 'dies-on-answer', 'dies-on-request', 'dies-on-answer'];
  let deaths = 0;
  let running = Promise.resolve();
  const wire = await startBadWire({
    target: server.url,
    fateOf: () => fates.shift() ?? 'passes',
    kill: () => {
      running = server.kill().then(async () => {
        deaths += 1;
        server = await startServer({ dataDir, port });
      });
      return running;
    },
    running: () => running,
  });
  onTestFinished(() => wire.stop());

  const phone = await testPhone(freshFolder('phone'));
  const code = await office.enrolmentCodeFor('孙二', 'keeper', { kind: 'building', id: here.id });
  const warden = await Warden.enrol(phone, wire.url, code);
  await warden.startShift();
  await warden.allReceived();
  await warden.readyOffline();
  await phone.setOffline(true);
  const passages = passagesOfWeek(here.name, 24).filter(({ tempC }) => tempC < 37.3);
  for (const passage of passages) await warden.check(passage);
  await warden.waiting(passages.length);
  await phone.setOffline(false);

  for (let death = 1; death <= 4; death += 1) {
    await warden.sendNow();
    await expect.poll(() => deaths, { timeout: 60_000 }).toBeGreaterThanOrEqual(death);
  }
  await warden.sendNow();
  await warden.allReceived();

  const rows = await office.doorLog();
  expect(
    rows.map(({ subject, direction, reading }) => [subject.number, direction, reading?.tempC]),
  ).toEqual(passages.map(({ number, direction, tempC }) => [number, direction, tempC]));
  expect(deaths).toBe(4);
}, 300_000);
