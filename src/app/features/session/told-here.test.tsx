// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { buildChanges, buildPage } from '../../../../tests/support/feed.ts';
import { AM, openSessions } from '../../../../tests/support/in-a-session.tsx';
import { CLASS, pupil } from '../../../../tests/support/session-campus.ts';
import { selfReport } from '../../../../tests/support/session-facts.ts';
import type { Role } from '../../../domain/role.ts';

const TOLD = idOf('s', 1);

/** A guard has told 38.5 for the wrong person; it has come down. */
async function withAFever(role: Role) {
  const opened = await openSessions({ role });
  const fact = selfReport(
    { id: TOLD, at: '2020-06-08T01:00:00.000Z' },
    {
      personId: pupil(2),
      session: { ...AM, slot: 'am' },
      reading: readingOf(38.5, 'axilla'),
      onBehalfAs: 'keeper',
    },
  );
  const entry = { kind: 'fact' as const, seq: 1, sha: fact.id, fact };
  await opened.app.replica.apply({
    cursorUsed: 'c1',
    changes: buildChanges('c2', [buildPage(`class:${CLASS}`, [entry])]),
  });
  opened.restart();
  await opened.says('Reported on behalf: 38.5 °C');
  await opened.screen.tap(/^韩梅/);
  return opened;
}

test('a class head takes back what was told of the wrong person, with a reason', async () => {
  const { screen, recorded, kept } = await withAFever('class_head');

  await screen.tap('Take back: Reported on behalf: 38.5 °C');
  await screen.tap('Take back');
  await kept('void', 1);

  expect(recorded('void')).toEqual([{ voids: TOLD, doorId: null, reason: 'wrong-person' }]);
  await screen.until(() => expect(screen.text()).not.toContain('Reported on behalf: 38.5 °C'));
});

test('a unit keeper takes back their own look at a person, and nobody else’s word', async () => {
  const { screen, recorded, kept } = await withAFever('unit_keeper');
  expect(screen.text()).not.toContain('Take back');

  await screen.tap('Save');
  await kept('session-check', 1);
  await screen.tap(/^韩梅/);
  await screen.tap('Take back: Seen by staff: Present');
  await screen.tap('Take back');
  await kept('void', 1);

  expect(recorded('void')).toMatchObject([{ reason: 'wrong-person' }]);
});
