// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { AM, openSessions } from '../../../../tests/support/in-a-session.tsx';
import { pupil } from '../../../../tests/support/session-campus.ts';

const MINUTES = 60_000;
const OF_ANOTHER = 'Begun in another session: it is saved for 2020-06-08, Morning.';

/** A sheet of the morning, two minutes before noon, with a value typed in it. */
async function typedBeforeNoon() {
  const session = await openSessions({ startAt: '2020-06-08T03:58:00.000Z' });
  await session.screen.tap(/^韩梅/);
  await session.screen.type(/^Temperature/, '365');
  await vi.waitFor(async () => {
    const key = `session-check:${session.app.unlocked.accountId}`;
    expect(await session.app.journal.readDraft(key)).toMatchObject({ typed: '365' });
  });
  return session;
}

test('a value stays of the session that it was typed for, and says so when the next one has begun', async () => {
  const { pass, screen, recorded, says, kept } = await typedBeforeNoon();
  expect(screen.text()).not.toContain('Begun in another session');

  pass(3 * MINUTES);
  await says(OF_ANOTHER);
  await screen.tap('Save');
  await kept('session-check', 1);

  expect(recorded('session-check')).toMatchObject([
    { personId: pupil(2), session: AM, reading: { tempC: 36.5 } },
  ]);
});

test('so it does when the app was closed over it', async () => {
  const session = await typedBeforeNoon();
  session.pass(120 * MINUTES);

  session.restart();
  await session.says(OF_ANOTHER);
  await session.screen.tap('Save');
  await session.kept('session-check', 1);

  expect(session.recorded('session-check')).toMatchObject([{ session: AM }]);
});
