import { expect, test } from 'vitest';
import { testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { eachOf, eachOnce, openOnWire, untilReceived } from './support/on-wire.ts';
import { passagesOfWeek } from './support/readings.ts';

test('cut after the request and in the reply a record waits, and delivered twice it counts once', async () => {
  const server = await testServer();
  const campus = { ...(await setUpWenyuan(server)), url: server.url };
  const here = campus.buildings[0]!;
  const passages = passagesOfWeek(here.name, 12).filter(({ tempC }) => tempC < 37.3);
  const told = passages.slice(0, 3);
  const phone = await openOnWire(campus, '孙二');
  const { warden, wire } = phone;

  for (const [index, trouble] of (['cut-after-request', 'cut-in-reply'] as const).entries()) {
    wire.give(trouble);
    const before = wire.syncs();
    await warden.check(told[index]!);
    await expect.poll(() => wire.syncs(), { timeout: 15_000 }).toBeGreaterThan(before);
    await warden.waiting(1);
    wire.give('none');
    await untilReceived(phone);
  }
  wire.give('twice');
  await warden.check(told[2]!);
  await untilReceived(phone);

  expect(eachOnce(await campus.office.doorLog())).toEqual(eachOf(told));
}, 120_000);
