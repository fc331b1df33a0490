// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { AM, openSessions } from '../../../../tests/support/in-a-session.tsx';
import { heard, pupil } from '../../../../tests/support/session-campus.ts';
import { keepLastContact } from '../../../store/last-contact.ts';

beforeEach(() => localStorage.clear());

test('the missing list names whom nobody heard of, whose phone is silent, and reminds them all', async () => {
  keepLastContact('2020-06-08T01:58:00.000Z');
  const { screen, recorded, says, kept } = await openSessions({
    more: [heard(1, '2020-06-07T23:00:00.000Z'), heard(2, '2020-06-08T01:55:00.000Z')],
  });
  await screen.tap(/^Missing/, 'link');
  await says('4 missing, as of 09:58');
  await says('1 of them has a phone not heard since 07:00');
  await says('2 have no phone that was ever heard');
  expect(screen.text()).not.toContain('郑远');
  await says(
    'Law 2020 Class 1, 2020-06-08 Morning, as of 09:58: expected 4, present 0, missing 4.',
  );
  const text = [...screen.page.querySelectorAll('p')].find((p) =>
    p.textContent.includes('Missing by room'),
  );
  expect(text?.textContent).toContain('201 (3), 202 (1)');
  expect(text?.textContent).not.toMatch(/李雷|韩梅|周涛|吴倩/);

  await screen.tap('Remind all 4');

  await kept('reminder', 4);
  expect(recorded('reminder')[0]).toEqual({
    personId: pupil(1),
    about: 'report',
    session: AM,
  });
  await says(/Reminded at 10:0\d/);
});

test('without a network the keeper’s own silence is not that of the others', async () => {
  keepLastContact('2020-06-07T23:00:00.000Z');
  const { screen, says } = await openSessions({
    more: [heard(1, '2020-06-07T22:55:00.000Z'), heard(2, '2020-06-07T21:00:00.000Z')],
  });

  await screen.tap(/^Missing/, 'link');

  await says('4 missing, as of 07:00');
  await says('1 of them has a phone not heard since 05:00');
  await says('Law 2020 Class 1, 2020-06-08 Morning, as of 07:00: expected 4');
});
