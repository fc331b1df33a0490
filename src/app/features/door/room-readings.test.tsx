// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheDoor } from '../../../../tests/support/at-the-door.tsx';
import { ZHANG } from '../../../../tests/support/door-campus.ts';
import { BUILDING, idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { buildChanges, buildPage } from '../../../../tests/support/feed.ts';
import { secondCheckFact } from '../../../../tests/support/room-facts.ts';
import { loadTheRest } from '../../shell/later.tsx';

test('what a round measured in the room is on the same ladder: the door asks for the second place', async () => {
  const door = await atTheDoor({ role: 'building_head' });
  await door.startShift();
  const atFive = '2020-06-08T05:55:00.000Z';
  const told = { id: idOf('s', 1), at: 0, personId: ZHANG.id, reading: readingOf(37.8) };
  const fact = { ...secondCheckFact(told), at: atFive, correctedAt: atFive, receivedAt: atFive };
  await door.app.replica.apply({
    cursorUsed: 'c1',
    changes: buildChanges('c2', [
      buildPage(`unit:${BUILDING}/health`, [{ kind: 'fact', seq: 1, sha: fact.id, fact }]),
    ]),
  });
  await loadTheRest();
  // What has come down is there at once in an app that is opened with it.
  door.restart();
  await door.screen.until(() => door.screen.get('field', 'Find a person'));
  await door.pick('0001');
  await door.screen.until(() => expect(door.screen.text()).toContain('37.8'));
  await door.measure('381');

  await door.screen.until(() =>
    expect(door.screen.text()).toContain('Confirmed high: must not pass'),
  );
  expect(door.checks()).toMatchObject([{ repeats: fact.id, reading: { site: 'axilla' } }]);
});
