// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { openSessions, toldWell } from '../../../../tests/support/in-a-session.tsx';
import { pupil } from '../../../../tests/support/session-campus.ts';

const reachable = {
  kind: 'contact',
  id: pupil(5),
  body: {
    id: pupil(5),
    phone: '+351 000 111',
    wechat: 'zhengyuan',
    counsellor: null,
    whereabouts: 'abroad',
    whereaboutsSince: '2020-01-01T00:00:00.000Z',
  },
} as const;

test('who is away stands to be contacted, and a usual contact is three taps', async () => {
  const { screen, recorded, says, kept } = await openSessions({ more: [reachable] });
  await screen.tap('Contact 1', 'link');
  await says('0 of 1 contacted today');
  await says('Outside mainland China (by the register)');
  expect(screen.text()).not.toContain('李雷');

  await screen.tap(/^郑远/);
  expect(screen.get('link', 'Call +351 000 111').getAttribute('href')).toBe('tel:+351 000 111');
  await screen.tap('Reached: well', 'radio');
  await screen.tap('Save');

  await kept('contact-log', 1);
  expect(recorded('contact-log')[0]).toEqual({
    personId: pupil(5),
    channel: 'phone',
    isReached: true,
    health: 'normal',
    note: null,
    nextOn: '2020-06-09',
  });
  await says('1 of 1 contacted today');
  await says(/Contacted 10:0\d/);
  await screen.tap(/^Undo/);
  await says('0 of 1 contacted today');
});

test('without an answer nothing is saved, what is half told survives the app, and who was not reached stays due', async () => {
  const session = await openSessions();
  await session.screen.tap(/^Contact/, 'link');
  await session.screen.tap(/^郑远/);
  await session.screen.tap('WeChat', 'radio');
  await session.screen.tap('Save');
  await session.says('Please choose the answer');
  expect(session.recorded('contact-log')).toEqual([]);
  await vi.waitFor(async () => {
    const key = `contact-log:${session.app.unlocked.accountId}`;
    expect(await session.app.journal.readDraft(key)).toMatchObject({ channel: 'wechat' });
  });

  session.restart();
  await session.screen.tap(/^Contact/, 'link');
  await session.screen.tap('Not reached', 'radio');
  await session.screen.type('Next contact (empty: daily)', '2020-06-08');
  await session.screen.tap('Save');
  await session.says('Please choose a day after today');
  await session.screen.tap('In 3 days');
  await session.screen.type('Note', 'rings, nobody answers');
  await session.screen.tap('Save');

  await session.kept('contact-log', 1);
  expect(session.recorded('contact-log')[0]).toMatchObject({
    channel: 'wechat',
    isReached: false,
    health: null,
    note: 'rings, nobody answers',
    nextOn: '2020-06-11',
  });
  await session.says('0 of 1 contacted today');
  await session.says('1 could not be reached');
  await session.says(/Not reached, 10:0\d/);
});

test('both clocks stand beside somebody whose own phone is in another zone', async () => {
  const { app, screen, says } = await openSessions();
  await app.journal.record({
    by: app.unlocked,
    type: 'self-report',
    body: toldWell(1, { whereabouts: 'abroad', city: 'Lisbon', onBehalfAs: null }),
    shiftId: null,
  });
  await screen.tap(/^Contact/, 'link');
  await says('Outside mainland China, Lisbon (by the last report)');
  // These tests run in Phoenix.
  await says(/There it is 19:0\d, on campus 10:0\d/);
});

test('a building head reads the list and records nothing', async () => {
  const { screen, says } = await openSessions({ role: 'building_head' });
  await screen.tap(/^Contact/, 'link');
  await says('郑远');
  expect(screen.has('button', /^郑远/)).toBe(false);
});
