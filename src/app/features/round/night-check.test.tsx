// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../../domain/default-policy.ts';
import { BUILDING, idOf } from '../../../../tests/support/door-facts.ts';
import { inTheUnit } from '../../../../tests/support/in-the-unit.tsx';
import { OTHER_UNIT, personId, UNIT } from '../../../../tests/support/unit-campus.ts';

const CAMPAIGN = {
  id: idOf('w', 1),
  name: 'Visit every room',
  purpose: 'Tell everybody about masks',
  from: '2020-06-08',
  to: '2020-06-14',
  buildingIds: [BUILDING],
  closedAt: null,
};

const ROOM_NEXT_DOOR = {
  id: idOf('o', 9),
  buildingId: BUILDING,
  unitId: OTHER_UNIT,
  code: '101',
  beds: [],
};
const CAMPAIGN_OF_TWO_UNITS = [
  { kind: 'campaign', id: CAMPAIGN.id, body: CAMPAIGN },
  { kind: 'room', id: ROOM_NEXT_DOOR.id, body: ROOM_NEXT_DOOR },
] as const;

/** Half past ten in the evening by the campus's clock. */
const atNight = () => inTheUnit({ startAt: '2020-06-08T14:30:00.000Z' });

test('a night check asks for no thermometer, and says who is in, who is not and who was not asked after', async () => {
  const unit = await atNight();
  await unit.screen.tap('Night check', 'radio');
  expect(unit.screen.text()).toContain('between 21:00 and 06:00');
  expect(unit.screen.text()).not.toContain('Forehead');
  await unit.startRound();
  expect(unit.bodiesOf('round')).toMatchObject([
    { unitId: UNIT, purpose: 'night_check', campaignId: null },
  ]);

  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await seeTheNight(unit);

  expect(unit.screen.text()).toContain('3 people unaccounted, 3 not asked after yet');
  expect(unit.screen.text()).toContain('赵磊');
  expect(unit.screen.text()).toContain('Not seen at a door or by a round');
  const text = [...unit.screen.page.querySelectorAll('p')].map((one) => one.textContent).join('\n');
  expect(text).toContain('expected 7, present 4');
  expect(text).toContain('Rooms: 202 (2), 301 (1)');
  for (const name of ['赵磊', '周洋', '吴昊']) expect(text).not.toContain(name);
});

test('somebody said to be absent stays unaccounted, with the room that said so', async () => {
  const unit = await atNight();
  await unit.screen.tap('Night check', 'radio');
  await unit.startRound();
  await unit.enter('301');
  await unit.screen.tap('Absent');
  await unit.kept('presence', 1);
  expect(unit.bodiesOf('presence')).toMatchObject([
    { personId: personId('301', 1), state: 'absent' },
  ]);

  await seeTheNight(unit);

  expect(unit.screen.text()).toContain('7 people unaccounted, 6 not asked after yet');
  expect(unit.screen.text()).toMatch(/吴昊\s*Absent/);
  const rooms = [...unit.screen.page.querySelectorAll('h3')].map(({ textContent }) => textContent);
  expect(rooms).toEqual(['Room 201', 'Room 202', 'Room 301']);
});

test('an absence from paper is marked as such among those unaccounted', async () => {
  const unit = await inTheUnit({ startAt: '2020-06-08T14:00:00.000Z' });
  await startOnPaper(unit, '2020-06-08T21:30');
  await unit.enter('301');
  await unit.screen.choose('Where 吴昊 is', 'absent');
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 1);

  await seeTheNight(unit);

  expect(unit.screen.text()).toMatch(/吴昊\s*Absent\s*From paper, 21:30/);
});

test('a check that begins before the night’s hour shows the night that comes', async () => {
  const unit = await inTheUnit({ startAt: '2020-06-08T12:55:00.000Z' });
  await unit.screen.tap('Night check', 'radio');
  await unit.startRound();
  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);

  await seeTheNight(unit);

  expect(unit.screen.text()).toContain('Night of 2020-06-08');
  expect(unit.screen.text()).toContain('3 people unaccounted, 3 not asked after yet');
});

test.each([
  ['before', '2020-06-08T15:50:00.000Z'],
  ['after', '2020-06-08T16:10:00.000Z'],
])(
  'a check begun ten minutes %s a night that begins at midnight shows that night',
  async (_, startAt) => {
    const body = { ...DEFAULT_POLICY, nightCheck: { from: '00:00', to: '05:00' } };
    const unit = await inTheUnit({ startAt, more: [{ kind: 'policy', id: idOf('y', 1), body }] });
    await unit.screen.tap('Night check', 'radio');
    await unit.startRound();
    await unit.enter('201');
    await unit.screen.tap('All present, no complaint');
    await unit.kept('presence', 4);

    await seeTheNight(unit);

    expect(unit.screen.text()).toContain('Night of 2020-06-08');
    expect(unit.screen.text()).toContain('3 people unaccounted, 3 not asked after yet');
  },
);

test('a check that is typed in days later shows its own night', async () => {
  const unit = await inTheUnit({ startAt: '2020-06-11T02:00:00.000Z' });
  await startOnPaper(unit, '2020-06-09T00:30');
  await unit.enter('201');
  await unit.screen.tap('Save the room');
  await unit.kept('presence', 4);

  await seeTheNight(unit);

  expect(unit.screen.text()).toContain('Night of 2020-06-08');
  expect(unit.screen.text()).toContain('3 people unaccounted, 3 not asked after yet');
});

test('a campaign that runs is offered with what is left in the unit, and the round is of it', async () => {
  const more = [{ kind: 'campaign', id: CAMPAIGN.id, body: CAMPAIGN } as const];
  const unit = await inTheUnit({ more });
  await unit.screen.tap('Visit every room', 'radio');
  expect(unit.screen.text()).toContain('Tell everybody about masks');
  expect(unit.screen.text()).toContain('4 of 4 rooms left in this unit');
  await unit.startRound();

  expect(unit.bodiesOf('round')).toMatchObject([{ purpose: 'round', campaignId: CAMPAIGN.id }]);
  expect(unit.screen.text()).toContain('For: Visit every room');
  await unit.enter('201');
  await unit.screen.tap('All present, no complaint');
  await unit.kept('presence', 4);
  await unit.toList();
  await unit.screen.tap('Change or end the round');
  await unit.screen.until(() => unit.screen.text().includes('3 of 4 rooms left in this unit'));
});

test('a building head sees how far a campaign is in all units', async () => {
  const head = await inTheUnit({ role: 'building_head', more: CAMPAIGN_OF_TWO_UNITS });
  await head.screen.tap('Visit every room', 'radio');
  await head.startRound();
  await head.enter('201');
  await head.screen.tap('All present, no complaint');
  await head.kept('presence', 4);
  await head.toList();
  await head.screen.tap('Change or end the round');

  await head.screen.until(() =>
    expect(head.screen.text()).toContain('All my units: 1 of 5 rooms visited'),
  );
  expect(head.screen.text()).toMatch(/East building · Unit 1\s*1 of 4/);
  expect(head.screen.text()).toMatch(/East building · Unit 2\s*0 of 1/);
});

test('a unit keeper, who is told of one unit only, sees that one', async () => {
  const unit = await inTheUnit({ more: CAMPAIGN_OF_TWO_UNITS });
  await unit.screen.tap('Visit every room', 'radio');
  expect(unit.screen.text()).toContain('4 of 4 rooms left in this unit');
  expect(unit.screen.text()).not.toContain('All my units');
});

test.each([
  ['that is over', { to: '2020-06-07', from: '2020-06-01' }],
  ['that was closed', { closedAt: '2020-06-08T00:00:00.000Z' }],
  ['of another building', { buildingIds: [idOf('b', 7)] }],
])('a campaign %s is not offered', async (_, parts) => {
  const body = { ...CAMPAIGN, ...parts };
  const unit = await inTheUnit({ more: [{ kind: 'campaign', id: body.id, body } as const] });
  expect(unit.screen.text()).toContain('Night check');
  expect(unit.screen.text()).not.toContain('Visit every room');
});

type Unit = Awaited<ReturnType<typeof inTheUnit>>;

/** `walkedAt`: as the field of the start has it. */
async function startOnPaper(unit: Unit, walkedAt: string): Promise<void> {
  unit.screen.page.querySelector<HTMLInputElement>('input[role=switch]')!.click();
  await unit.screen.until(() => unit.screen.first('field', /^When it was walked/));
  await unit.screen.type(/^When it was walked/, walkedAt);
  await unit.screen.tap('Night check', 'radio');
  await unit.startRound();
}

async function seeTheNight(unit: Unit): Promise<void> {
  await unit.toList();
  await unit.screen.tap('Who is in for the night', 'link');
  await unit.screen.until(() => unit.screen.get('button', 'Copy or share'));
}
