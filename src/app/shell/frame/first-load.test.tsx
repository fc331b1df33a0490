// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../../tests/support/at-the-door.tsx';
import { BUILDING, DOOR } from '../../../../tests/support/door-facts.ts';
import { ZHANG } from '../../../../tests/support/door-campus.ts';
import { buildChanges, buildPage, checkEntry, STAFF } from '../../../../tests/support/feed.ts';
import type { OpenPhone } from '../../../../tests/support/show-screen.tsx';
import { buildingScope } from '../../../domain/scope.ts';
import { NO_LANES } from '../../../protocol/lanes.ts';
import { createSession } from '../../session.ts';
import { Frame } from './frame.tsx';

const HISTORY = buildingScope(BUILDING, 'door');
const heads = {
  [STAFF]: { seq: 40_000, count: 26_000, digest: NO_LANES },
  [HISTORY]: { seq: 9000, count: 9000, digest: NO_LANES },
};

function inFrame({ app, vault, work }: OpenPhone) {
  const session = createSession({
    vault,
    openWork: () => Promise.resolve(work),
    now: app.clock.now,
    report: (error) => {
      throw error;
    },
  });
  return <Frame app={app} session={session} />;
}

test('with the first pages of a load the door finds, measures and saves, and says that the rest is still coming', async () => {
  const door = await atTheDoor({
    told: { more: true, heads },
    show: inFrame,
  });
  const { replica } = door.app;
  const isComing = () =>
    expect(door.screen.text()).toContain('Still loading the directory: 3 of 35,000');

  await door.startShift();
  await door.screen.until(isComing);
  await door.log('0001', '365');
  await door.screen.until(() => expect(door.screen.text()).toContain('Normal: may pass'));

  isComing();
  expect(replica.isLoaded()).toBe(false);
  expect(replica.facts().size).toBe(0);
  expect(door.checks()).toMatchObject([
    {
      doorId: DOOR,
      subject: { kind: 'person', personId: ZHANG.id },
      reading: { tempC: 36.5 },
    },
  ]);

  const history = buildPage(HISTORY, [checkEntry(1)]);
  await replica.apply({ cursorUsed: 'c1', changes: buildChanges('c2', [history], { heads }) });
  await door.screen.until(() => expect(door.screen.text()).not.toContain('Still loading'));
  expect(door.checks()).toHaveLength(1);
});
