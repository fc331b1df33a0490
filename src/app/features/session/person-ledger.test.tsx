// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idOf, readingOf } from '../../../../tests/support/door-facts.ts';
import { buildChanges, buildPage } from '../../../../tests/support/feed.ts';
import { openSessions } from '../../../../tests/support/in-a-session.tsx';
import { selfReport } from '../../../../tests/support/session-facts.ts';
import { CLASS, pupil } from '../../../../tests/support/session-campus.ts';
import type { Role } from '../../../domain/role.ts';

/** Somebody has told 36.2 for today, and 36.9 for yesterday; both have come down. */
async function openLedger(role: Role) {
  const opened = await openSessions({ role });
  const told = [
    ['2020-06-08', 36.2, '2020-06-08T01:00:00.000Z'],
    ['2020-06-07', 36.9, '2020-06-07T01:00:00.000Z'],
  ] as const;
  const facts = told.map(([day, tempC, at], index) => {
    const body = {
      personId: pupil(2),
      session: { day, slot: 'am' as const },
      reading: readingOf(tempC, 'axilla'),
    };
    return selfReport({ id: idOf('s', index + 1), at }, body);
  });
  await opened.app.replica.apply({
    cursorUsed: 'c1',
    changes: buildChanges('c2', [
      buildPage(
        `class:${CLASS}`,
        facts.map((fact, index) => ({ kind: 'fact' as const, seq: index + 1, sha: fact.id, fact })),
      ),
    ]),
  });
  opened.restart();
  await opened.screen.tap(/^韩梅/);
  const ledger = () =>
    [...opened.screen.page.querySelectorAll('details')]
      .map(({ textContent }) => textContent)
      .find((text) => text.includes('last 14 days')) ?? '';
  await opened.screen.until(() => expect(ledger()).toContain('36.9'));
  return { ...opened, ledger };
}

test('who measures in rooms reads of today only once their own reading there is saved', async () => {
  const { app, ledger, screen } = await openLedger('unit_keeper');
  expect(ledger()).toContain('once you have measured');
  expect(screen.text()).not.toContain('36.2');
  expect(screen.text()).toContain('Own report: measured');

  await app.journal.record({
    by: app.unlocked,
    type: 'second-check',
    body: {
      visitId: idOf('v', 1),
      roomId: idOf('o', 1),
      personId: pupil(2),
      reading: readingOf(36.5),
      repeats: null,
    },
    shiftId: null,
  });

  await screen.until(() => expect(ledger()).toMatch(/06-0836\.536\.2/));
  expect(ledger()).not.toContain('once you have measured');
  await screen.until(() => expect(screen.text()).toContain('Own report: 36.2 °C'));
});

test('a class head, who measures nobody in a room, reads what was told today', async () => {
  const { ledger } = await openLedger('class_head');

  expect(ledger()).toContain('36.2');
  expect(ledger()).not.toContain('once you have measured');
});
