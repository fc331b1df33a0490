// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { readingOf } from '../../../../tests/support/door-facts.ts';
import { AM, openSessions } from '../../../../tests/support/in-a-session.tsx';
import { CLASS, pupil } from '../../../../tests/support/session-campus.ts';
import type { FactBody } from '../../../domain/fact.ts';

const PRESENT: FactBody<'session-check'> = {
  personId: pupil(1),
  session: { ...AM, slot: 'am' },
  place: { kind: 'class', id: CLASS },
  state: 'present',
  reading: null,
  symptoms: [],
  isIllness: null,
};

test('what was measured stands beside the name when a later look tells no value', async () => {
  const { app, pass, screen, says } = await openSessions();
  const record = (body: FactBody<'session-check'>) =>
    app.journal.record({ by: app.unlocked, type: 'session-check', body, shiftId: null });
  await record({ ...PRESENT, reading: readingOf(38.5) });
  pass(60_000);

  await record(PRESENT);

  await says('Seen by staff: 38.5 °C');
  await says('Hand in (1 abnormal)');
  expect(screen.has('button', 'Zero report: nobody is ill')).toBe(false);
});

test('somebody of another place who saw the person ill is named with that, and says nothing of who is there', async () => {
  const { app, screen, says } = await openSessions();
  const body = {
    ...PRESENT,
    place: { kind: 'unit' as const, id: CLASS },
    state: 'absent' as const,
    isIllness: true,
  };
  await app.journal.record({ by: app.unlocked, type: 'session-check', body, shiftId: null });

  await says('Seen by staff: Absent · Ill');
  screen.get('button', /^李雷.*Missing/);
});
