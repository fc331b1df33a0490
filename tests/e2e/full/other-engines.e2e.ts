import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { freshFolder } from '../support/cleanup.ts';
import { setUpWenyuan } from '../support/office.ts';
import { passagesOfWeek } from '../support/readings.ts';
import { freePort, startServer } from '../support/server.ts';
import { EngineWarden } from './support/engine-warden.ts';
import { firefox } from './support/firefox.ts';
import { webkit } from './support/webkit.ts';

describe.each([firefox, webkit])('$name', (engine) => {
  beforeAll(() => engine.provide());

  test('opens the app offline, unlocks, saves and syncs one check', async () => {
    const dataDir = freshFolder('data');
    const port = await freePort();
    let server = await startServer({ dataDir, port });
    onTestFinished(() => server.stop());
    const { office, buildings } = await setUpWenyuan(server);
    const here = buildings[0]!;
    const code = await office.enrolmentCodeFor('孙二', 'keeper', { kind: 'building', id: here.id });
    const passage = passagesOfWeek(here.name, 20).find(({ tempC }) => tempC < 37.3)!;

    const driver = await engine.open();
    onTestFinished(() => driver.close());
    const warden = new EngineWarden(driver);
    await warden.enrolAndStartShift(server.url, code);
    await warden.header('All received');
    await warden.readyOffline();
    await warden.lock();
    await server.kill();

    await driver.goto(`${server.url}/`);
    expect(await warden.hearsServer()).toBe(false);
    await warden.unlock();
    await warden.seeLoop();
    const before = Date.now();
    await warden.check(passage);
    await warden.header('1 waiting');
    const after = Date.now();

    await driver.goto(`${server.url}/`);
    await warden.header('1 waiting');
    const today = await warden.todayText();
    expect(today).toContain('1 of 1');
    expect(today).toContain(passage.tempC.toFixed(1));

    server = await startServer({ dataDir, port });
    await warden.sendNow();
    await warden.header('All received');
    const rows = await office.doorLog();
    expect(rows).toEqual([
      expect.objectContaining({
        subject: expect.objectContaining({ kind: 'person', number: passage.number }),
        direction: passage.direction,
        door: expect.objectContaining({ id: here.doorId }),
        reading: expect.objectContaining({
          tempC: passage.tempC,
          site: 'forehead',
          thermometerId: null,
          rawValue: passage.tempC,
          rawUnit: 'C',
          verdict: 'normal',
        }),
        by: expect.objectContaining({ name: '孙二' }),
        zone: 'Asia/Shanghai',
        repeats: null,
        voided: null,
        versions: [expect.anything()],
      }),
    ]);
    const at = Date.parse(rows[0]!.at);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(after);
    expect(today).toContain(rows[0]!.subject.name);
    expect(await driver.complaints()).toEqual([]);
  }, 300_000);
});
