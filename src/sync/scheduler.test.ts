import { describe, expect, test } from 'vitest';
import type { CycleEnd } from './cycle.ts';
import { createScheduler } from './scheduler.ts';

const AGREED: CycleEnd = { outcome: 'agreed', isMore: false, trouble: null };
const FAILED: CycleEnd = { outcome: 'failed', why: 'offline', retryAfterMs: null };

function start({
  end,
  pending = 1,
  hasReader = false,
}: {
  end: CycleEnd | null;
  pending?: number;
  hasReader?: boolean;
}) {
  const world = {
    now: 1_000_000,
    end,
    cycles: 0,
    due: null as null | { at: number; run: () => void },
  };
  const scheduler = createScheduler({
    cycle: async () => {
      world.cycles += 1;
      return world.end;
    },
    hasReader: () => hasReader,
    pending: () => pending,
    now: () => world.now,
    random: () => 1,
    after: (ms, run) => {
      world.due = { at: world.now + ms, run };
      return () => (world.due = null);
    },
    changed: () => {},
  });
  const wake = async (reason: Parameters<typeof scheduler.wake>[0]) => {
    scheduler.wake(reason);
    await Promise.resolve();
    await Promise.resolve();
  };
  const passTime = async () => {
    world.now = world.due!.at;
    world.due!.run();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { world, wake, passTime };
}

describe('after a failure', () => {
  test('the waits double from 2 s to 5 min at the most', async () => {
    const { world, wake, passTime } = start({ end: FAILED });
    await wake('write');
    const waits = [];
    for (let i = 0; i < 10; i++) {
      waits.push((world.due!.at - world.now) / 1000);
      await passTime();
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  test('the server is not asked before the time it named', async () => {
    const { world, wake } = start({ end: { ...FAILED, why: 'too-many', retryAfterMs: 120_000 } });
    await wake('write');
    expect(world.due!.at - world.now).toBe(120_000);
  });

  test.each([86_400_000, 2_592_000_000])(
    'a wait of %i ms that something on the way asks for is cut to five minutes',
    async (retryAfterMs) => {
      const { world, wake } = start({ end: { ...FAILED, why: 'server-down', retryAfterMs } });
      await wake('write');
      expect(world.due!.at - world.now).toBe(300_000);
    },
  );

  test.each([
    ['write', 1],
    ['poke', 1],
    ['visible', 2],
    ['online', 2],
    ['send-now', 2],
  ] as const)('a wake by "%s" makes it %i tries', async (reason, cycles) => {
    const { world, wake } = start({ end: FAILED });
    await wake('start');
    await wake(reason);
    expect(world.cycles).toBe(cycles);
  });

  test('a new record tries again 15 s after the last try, however long the wait is', async () => {
    const { world, wake, passTime } = start({ end: FAILED });
    await wake('start');
    for (let i = 0; i < 8; i++) await passTime();
    const lastTryAt = world.now;
    world.now += 10_000;

    await wake('write');

    expect(world.due!.at).toBe(lastTryAt + 15_000);
  });

  test('a new record tries again within 15 s also when the clock was set back by a day', async () => {
    const { world, wake } = start({ end: FAILED });
    await wake('write');
    world.now -= 86_400_000;

    await wake('write');

    expect(world.due!.at - world.now).toBe(15_000);
  });

  test('nothing is due when nothing waits and nobody reads', async () => {
    const { world, wake } = start({ end: FAILED, pending: 0 });
    await wake('start');
    expect(world.due).toBeNull();
  });
});

test('the back-off starts anew after a success', async () => {
  const { world, wake, passTime } = start({ end: FAILED });
  await wake('start');
  for (let i = 0; i < 5; i++) await passTime();
  world.end = AGREED;
  await passTime();
  world.end = FAILED;
  await passTime();
  expect(world.due!.at - world.now).toBe(2000);
});

test.each([
  { title: 'another tab is at it', end: null, seconds: 5 },
  { title: 'a cycle was cut short', end: { ...AGREED, isMore: true }, seconds: 0 },
  { title: 'something waits that cannot go', end: AGREED, seconds: 300 },
])('when $title the next try is due in $seconds s', async ({ end, seconds }) => {
  const { world, wake } = start({ end });
  await wake('start');
  expect(world.due!.at - world.now).toBe(seconds * 1000);
});

test('a wake during a cycle runs another after it', async () => {
  const { world, wake } = start({ end: AGREED });
  void wake('start');
  await wake('write');
  await Promise.resolve();
  expect(world.cycles).toBe(2);
});

test('a poke during a cycle runs another after it, also when a record had come before the poke', async () => {
  const { world, wake } = start({ end: AGREED, pending: 0 });
  void wake('start');
  void wake('write');
  await wake('poke');
  await Promise.resolve();
  expect(world.cycles).toBe(2);
});

test('a record that the running cycle has sent needs no other', async () => {
  const { world, wake } = start({ end: AGREED, pending: 0 });
  void wake('start');
  await wake('write');
  await Promise.resolve();
  expect(world.cycles).toBe(1);
});
