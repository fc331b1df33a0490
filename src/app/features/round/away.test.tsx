// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { factOf, idOf } from '../../../../tests/support/door-facts.ts';
import { buildChanges, buildPage } from '../../../../tests/support/feed.ts';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { inRoom, inRoomTold } from '../../../../tests/support/in-room-201.tsx';
import { personId, UNIT } from '../../../../tests/support/unit-campus.ts';

const ZHANG = personId('201', 1);
const states = (unit: Awaited<ReturnType<typeof inRoom>>) =>
  unit.bodiesOf('presence').map((body) => body['state']);

const leaveFacts = (personId: string, decision: object | null = { isApproved: true }) => {
  const leave = {
    personId,
    kind: 'personal',
    from: '2020-06-07T00:00:00.000Z',
    to: '2020-06-10T10:00:00.000Z',
    reason: 'home',
    destination: null,
    route: null,
    transport: null,
  };
  const asked = factOf({ id: idOf('l', 1), at: 0 }, 'leave', leave);
  if (decision === null) return [asked];
  const body = { leaveId: asked.id, note: null, ...decision };
  return [asked, factOf({ id: idOf('l', 2), at: 1 }, 'leave-decision', body)];
};

test('the one tap records whoever is on approved leave as away, and says so before', async () => {
  const unit = await inRoom(...leaveFacts(ZHANG));
  expect(unit.screen.text()).toContain('Away on approved leave until Jun 10 18:00');
  await unit.screen.tap('3 present, 1 away on leave');
  await unit.kept('presence', 4);
  expect(unit.bodiesOf('presence').find((body) => body['personId'] === ZHANG)).toMatchObject({
    state: 'on_leave',
  });
  expect(states(unit).filter((state) => state === 'present')).toHaveLength(3);
  expect(unit.screen.text()).toContain('Room 201: 3 present, 1 on leave. Saved');
});

test('leave that nobody has approved keeps nobody from being present', async () => {
  const asking = await inRoom(...leaveFacts(ZHANG, null));
  asking.screen.get('button', 'All present, no complaint');
});

test('whom the keeper sees is present, whatever leave says', async () => {
  const seen = await inRoom(...leaveFacts(ZHANG));
  const [present] = seen.screen.page.querySelectorAll<HTMLElement>(
    '[aria-label="Where 张伟 is"] button',
  );
  present!.click();
  await seen.kept('presence', 1);
  await seen.screen.tap('The other 3 are present');
  await seen.kept('presence', 4);
  expect(states(seen)).toEqual(['present', 'present', 'present', 'present']);
});

test('somebody in hospital is left out by the one tap, and the room is done without them', async () => {
  const unit = await inRoom(
    factOf({ id: idOf('x', 1), at: 0 }, 'case-state', {
      caseId: idOf('c', 1),
      personId: ZHANG,
      state: 'in_hospital',
      note: null,
    }),
  );
  expect(unit.screen.text()).toContain(
    'In hospital since 13:00. The one tap for the room leaves this person out.',
  );
  await unit.screen.tap('The other 3 are present');
  await unit.kept('presence', 3);
  expect(unit.bodiesOf('presence').map((body) => body['personId'])).not.toContain(ZHANG);
  await unit.toList();
  expect(unit.screen.text()).toContain('1 of 4 rooms');
});

test('who comes to hospital later is still asked after: nobody knew of it when the room was walked', async () => {
  const unit = await inRoomTold(
    '2020-06-08T07:00:00.000Z',
    factOf({ id: idOf('x', 1), at: 0 }, 'case-state', {
      caseId: idOf('c', 1),
      personId: ZHANG,
      state: 'in_hospital',
      note: null,
    }),
  );
  for (const bed of [1, 2, 3]) {
    const group = unit.screen.page.querySelectorAll<HTMLElement>(
      '[role=group][aria-label^="Where"]',
    );
    expect(group).toHaveLength(4);
    group[bed]!.querySelector('button')!.click();
    await unit.kept('presence', bed);
  }
  await unit.toList();
  expect(unit.screen.text()).toContain('0 of 4 rooms');
});

test('on a sheet of paper whoever has come back since was still away when it was written', async () => {
  const unit = await inTheUnit();
  const stamp = (direction: string) => ({ leaveId: idOf('l', 1), doorId: idOf('d', 1), direction });
  const told = [
    ...leaveFacts(ZHANG),
    factOf({ id: idOf('l', 3), at: 2 }, 'leave-stamp', stamp('out')),
    factOf({ id: idOf('l', 4), at: 3 }, 'leave-stamp', stamp('in')),
  ];
  const times = ['02:00', '02:10', '03:00', '05:00'];
  const entries = told.map((fact, place) => {
    const at = `2020-06-08T${times[place]}:00.000Z`;
    const timed = { ...fact, at, correctedAt: at, receivedAt: at };
    return { kind: 'fact' as const, seq: place + 1, sha: fact.id, fact: timed };
  });
  await unit.app.replica.apply({
    cursorUsed: 'c1',
    changes: buildChanges('c2', [buildPage(`unit:${UNIT}/health`, entries)]),
  });
  unit.restart();
  unit.screen.page.querySelector<HTMLInputElement>('input[role=switch]')!.click();
  await unit.screen.until(() => unit.screen.first('field', /^When it was walked/));
  await unit.screen.type(/^When it was walked/, '2020-06-08T12:30');
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.until(() => unit.screen.get('field', /^Time in this room/));

  const states = [...unit.screen.page.querySelectorAll<HTMLSelectElement>('li select')];

  expect(states.map(({ value }) => value)).toEqual(['on_leave', 'present', 'present', 'present']);
});
