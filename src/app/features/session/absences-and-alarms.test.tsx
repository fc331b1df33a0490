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

test('from a check that found somebody ill one tap leads to the register, with what the check says', async () => {
  const { screen, recorded, says, kept } = await openSessions();
  await screen.tap(/^韩梅/);
  await screen.tap('Absent', 'radio');
  await screen.tap('Ill', 'radio');
  await screen.tap('Diarrhoea');
  await screen.tap('Save');
  await kept('session-check', 1);

  await screen.tap('Register 韩梅 as away ill');

  await screen.until(() => expect(screen.get('field', 'Who')).toMatchObject({ value: pupil(2) }));
  await screen.tap('Save');
  await kept('absence', 1);
  expect(recorded('absence')[0]).toEqual({
    personId: pupil(2),
    onsetOn: '2020-06-08',
    absentFrom: '2020-06-08',
    symptoms: ['diarrhoea'],
    note: null,
  });
  await says('1 without proof of return');
  expect(screen.has('button', 'Register 韩梅 as away ill')).toBe(false);
  await screen.tap(/^Session/, 'link');
  expect(screen.has('button', 'Register 韩梅 as away ill')).toBe(false);
});

test('whoever is registered as ill is not among those whom one tap calls present, and stands out once seen in class', async () => {
  const { app, pass, screen, recorded, says, kept } = await openSessions();
  await app.journal.record({
    by: app.unlocked,
    type: 'absence',
    body: {
      personId: pupil(1),
      onsetOn: '2020-06-07',
      absentFrom: '2020-06-07',
      symptoms: ['fever'],
      note: null,
    },
    shiftId: null,
  });
  pass(60_000);
  await screen.tap('All 3 present and normal');
  await kept('session-check', 3);
  await screen.tap(/^李雷/);
  await screen.tap('Save');
  await kept('session-check', 4);

  await screen.tap(/^Ill/, 'link');
  await says('1 of them was seen in class again');
  await says('in class since 06-08, no proof');
  await screen.tap('Add a step');
  expect(screen.get('radio', 'Visit')).toMatchObject({ checked: true });
  await screen.tap('Save');
  await kept('absence-follow-up', 1);
  await screen.tap('Add a step');
  expect(screen.get('radio', 'Diagnosis')).toMatchObject({ checked: true });
  await screen.tap('Return proven', 'radio');
  await screen.tap('Save');
  await kept('absence-follow-up', 2);
  expect(recorded('absence-follow-up')[1]).toMatchObject({ step: 'return' });
  await says('李雷 returned');
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

test('an absence that two have registered counts one person, and the class head takes one of them back', async () => {
  const body = (note: string) => ({
    personId: pupil(1),
    onsetOn: '2020-06-07',
    absentFrom: '2020-06-07',
    symptoms: [],
    note,
  });
  const { app, pass, screen, recorded, says, kept } = await openSessions();
  for (const note of ['missed Chinese', 'missed mathematics'])
    await app.journal.record({
      by: app.unlocked,
      type: 'absence',
      body: body(note),
      shiftId: null,
    });
  pass(60_000);
  await screen.tap(/^Ill/, 'link');
  await says('1 without proof of return');
  await says('missed mathematics');

  screen.first('button', 'Take back: 李雷').click();
  await screen.tap('Take back');
  await kept('void', 1);

  expect(recorded('void')[0]).toMatchObject({ reason: 'wrong-person' });
  await screen.until(() => expect(screen.text()).not.toContain('missed mathematics'));
  await says('missed Chinese');
});

test('a step that is half written comes before one of another absence, and only "discard" drops it', async () => {
  const { app, pass, screen, says } = await openSessions();
  for (const number of [1, 2])
    await app.journal.record({
      by: app.unlocked,
      type: 'absence',
      body: {
        personId: pupil(number),
        onsetOn: '2020-06-07',
        absentFrom: '2020-06-07',
        symptoms: [],
        note: null,
      },
      shiftId: null,
    });
  pass(60_000);
  await screen.tap(/^Ill/, 'link');
  await says('2 without proof of return');
  const steps = () => {
    const buttons = [...screen.page.querySelectorAll('button')];
    return buttons.filter(({ textContent }) => textContent.includes('Add a step'));
  };
  steps()[0]?.click();
  await screen.type('Note', 'seen by the clinic');
  await screen.tap('Close');
  await says('not saved');

  steps()[1]?.click();
  await says('Not saved yet');
  expect(screen.get('field', 'Note')).toMatchObject({ value: 'seen by the clinic' });

  await screen.tap('Discard');
  steps()[1]?.click();
  await screen.until(() => expect(screen.get('field', 'Note')).toMatchObject({ value: '' }));
});
