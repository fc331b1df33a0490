// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { openSessions } from '../../../../tests/support/in-a-session.tsx';
import { pupil } from '../../../../tests/support/session-campus.ts';

test('an absence through illness is registered, followed up, and closed by the proof of return', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await screen.tap(/^Ill/, 'link');
  await says('Nobody is registered as ill');
  await screen.tap('Register an absence through illness');
  await screen.tap('Save');
  await says('Please fill this in');
  expect(recorded('absence')).toEqual([]);
  await screen.choose('Who', pupil(3));
  await screen.tap('Vomiting');
  await screen.tap('Save');
  await kept('absence', 1);
  expect(recorded('absence')[0]).toMatchObject({
    personId: pupil(3),
    onsetOn: '2020-06-08',
    symptoms: ['vomiting'],
  });

  await screen.tap('Add a step');
  await screen.tap('Return proven', 'radio');
  await screen.type('Note', 'clinic note seen');
  await screen.tap('Save');

  await kept('absence-follow-up', 1);
  expect(recorded('absence-follow-up')[0]).toMatchObject({
    step: 'return',
    diagnosisClass: null,
    note: 'clinic note seen',
    photos: [],
  });
  await says('周涛 returned');
  expect(screen.has('button', 'Add a step')).toBe(false);
});

test('three with similar symptoms raise an alarm with its clock, and a tap takes it on', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  for (const name of [/^李雷/, /^韩梅/, /^周涛/]) {
    await screen.tap(name);
    await screen.tap('Diarrhoea');
    await screen.tap('Save');
    await screen.until(() => expect(screen.has('button', 'Save')).toBe(false));
  }
  await kept('session-check', 3);
  await screen.tap(/^Clusters 2/, 'link');
  await says('Room 201: 3 people, stomach or bowel');
  await says(/To be told by .*: 2[34] h \d+ min left/);
  expect(screen.text()).toContain('李雷, 韩梅, 周涛');

  screen.first('button', 'I take it on').click();

  await kept('cluster-acknowledgement', 1);
  expect(recorded('cluster-acknowledgement')[0]).toMatchObject({
    rule: '3/1 intestinal',
    day: '2020-06-08',
  });
  await says('Taken on by you');
});
