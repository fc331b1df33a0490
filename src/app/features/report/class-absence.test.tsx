// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheReport, CONSENT } from '../../../../tests/support/at-the-report.tsx';
import { idOf } from '../../../../tests/support/door-facts.ts';
import type { SomeDocument } from '../../../../tests/support/show-screen.tsx';

const CLASS = idOf('c', 1);
const LI = idOf('r', 1);
const HAN = idOf('r', 2);

const PUPILS = [
  { personId: LI, name: '李雷' },
  { personId: HAN, name: '韩梅' },
];
const namesOf = (
  me: { personId: string },
  { classId = CLASS, name = '汉语1班', members = PUPILS } = {},
): SomeDocument => ({
  kind: 'mark',
  id: classId.replace(/^./, 'f'),
  body: {
    about: 'class-names',
    personId: me.personId,
    classId,
    name,
    members,
  },
});

const atTheClass = () =>
  atTheReport({ role: 'teacher', taughtClassIds: [CLASS], documents: (me) => [namesOf(me)] });

test('a course teacher tells who was missing from class through illness, and is asked for no report of their own', async () => {
  const report = await atTheClass();
  const { screen } = report;
  await screen.until(() => expect(screen.text()).toContain('Absent through illness'));
  expect(screen.text()).toContain('汉语1班');
  expect(screen.text()).not.toContain('agree');

  await screen.tap(/^李雷/);
  expect(screen.get('field', 'Who')).toMatchObject({ value: LI });
  await screen.type('Note', 'missed the online lesson');
  await screen.tap('Save');
  await report.kept('absence', 1);

  expect(report.bodiesOf('absence')).toEqual([
    {
      personId: LI,
      onsetOn: '2020-06-08',
      absentFrom: '2020-06-08',
      symptoms: [],
      note: 'missed the online lesson',
    },
  ]);
  await screen.until(() => expect(screen.text()).toContain('Saved: 李雷'));
  await screen.until(() => expect(screen.text()).toContain('Told: away since 2020-06-08'));
});

test('what was told of the wrong person is taken back with its reason', async () => {
  const report = await atTheClass();
  const { screen } = report;
  await screen.until(() => screen.get('button', /^韩梅/));
  await screen.tap(/^韩梅/);
  await screen.tap('Save');
  await report.kept('absence', 1);
  await screen.until(() => screen.get('button', 'Take back: 韩梅'));

  await screen.tap('Take back: 韩梅');
  await screen.tap('Take back');
  await report.kept('void', 1);

  expect(report.bodiesOf('void')[0]).toMatchObject({ reason: 'wrong-person' });
  await screen.until(() => expect(screen.text()).not.toContain('Told by you'));
});

test('what is half written outlives a tap beside the sheet, and only "discard" drops it', async () => {
  const { screen } = await atTheClass();
  await screen.until(() => screen.get('button', /^李雷/));
  await screen.tap(/^李雷/);
  await screen.type('Note', 'coughs');
  await screen.tap('Close');
  await screen.until(() => expect(screen.text()).toContain('not saved'));

  await screen.tap(/^李雷/);
  expect(screen.get('field', 'Note')).toMatchObject({ value: 'coughs' });
  await screen.tap(/Discard/);
  await screen.until(() => expect(screen.text()).not.toContain('not saved'));
});

test('one wrong tap destroys nothing: what is half written of one comes before another', async () => {
  const { screen } = await atTheClass();
  await screen.until(() => screen.get('button', /^李雷/));
  await screen.tap(/^李雷/);
  await screen.type('Note', 'coughs');
  await screen.tap('Close');

  await screen.tap(/^韩梅/);

  expect(screen.text()).toContain('Not saved yet: 李雷');
  expect(screen.get('field', 'Note')).toMatchObject({ value: 'coughs' });
  await screen.tap('Discard');
  await screen.tap(/^韩梅/);
  expect(screen.get('field', 'Note')).toMatchObject({ value: '' });
  expect(screen.get('field', 'Who')).toMatchObject({ value: HAN });
});

test('a teacher of two classes sees in each what was told of it, and not of the one whose post has ended', async () => {
  const [other, ended] = [idOf('c', 2), idOf('c', 3)];
  const wei = { personId: idOf('r', 3), name: '魏兰' };
  const report = await atTheReport({
    role: 'teacher',
    taughtClassIds: [CLASS, other],
    documents: (me) => [
      namesOf(me),
      namesOf(me, { classId: other, name: '汉语2班', members: [wei] }),
      namesOf(me, { classId: ended, name: '汉语3班' }),
    ],
  });
  const { screen } = report;
  await screen.until(() => screen.get('button', /^李雷/));
  await screen.tap(/^李雷/);
  await screen.tap('Save');
  await report.kept('absence', 1);
  await screen.until(() => expect(screen.text()).toContain('Told by you'));
  expect(screen.text()).not.toContain('汉语3班');

  await screen.choose('Class', other);

  await screen.until(() => screen.get('button', /^魏兰/));
  expect(screen.text()).not.toContain('Told by you');
});

test('a teacher who lives here reports for themselves first, and finds the class by a link', async () => {
  const other = idOf('c', 2);
  const { screen } = await atTheReport({
    role: 'student',
    taughtClassIds: [CLASS, other],
    documents: (me) => [namesOf(me), namesOf(me, { classId: other, name: '汉语2班' })],
    facts: ({ personId }) => [CONSENT(personId)],
  });
  await screen.until(() => screen.get('link', 'Absences in class'));
  await screen.tap('Absences in class', 'link');
  await screen.until(() => screen.get('field', 'Class'));
  await screen.choose('Class', other);
  await screen.until(() => expect(screen.text()).toContain('汉语2班'));
});

test('as long as no names have come down it says so', async () => {
  const { screen } = await atTheReport({ role: 'teacher', taughtClassIds: [CLASS] });

  await screen.until(() => expect(screen.text()).toContain('No names yet'));
});

test('names of another one’s class on this phone are not shown', async () => {
  const { screen } = await atTheReport({
    role: 'teacher',
    taughtClassIds: [CLASS],
    documents: () => [namesOf({ personId: idOf('r', 9) })],
  });

  await screen.until(() => expect(screen.text()).toContain('No names yet'));
  expect(screen.text()).not.toContain('李雷');
});
