// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { idOf } from '../../../../tests/support/door-facts.ts';
import { openSessions } from '../../../../tests/support/in-a-session.tsx';
import { directoryOf, pupil } from '../../../../tests/support/session-campus.ts';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';

const SCREENS = ['Session', 'Missing'];

test.each(SCREENS)(
  'of a roll with nobody on it, %s says so, and not that nobody is missing',
  async (link) => {
    const ofNoClass = [1, 2, 3, 4, 5].map((number) => ({
      kind: 'directory' as const,
      id: pupil(number),
      body: { ...directoryOf({ id: pupil(number), name: '李雷', home: null }), classId: null },
    }));
    const { screen, says } = await openSessions({ more: ofNoClass });

    await screen.tap(link, 'link');

    await says('Nobody is on this roll');
    expect(screen.text()).not.toContain('Nobody is missing');
  },
);

test.each(SCREENS)(
  'where the rules ask for no session, %s says so, and leads to what else there is',
  async (link) => {
    const over = { ...DEFAULT_POLICY, validTo: '2020-06-01' };
    const { screen, says } = await openSessions({
      more: [{ kind: 'policy', id: idOf('w', 1), body: over }],
    });

    await screen.tap(link, 'link');

    await says('No session is asked now');
    screen.get('link', 'Lost or dead phone: new card');
  },
);
