// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';
import type { FactBody, FactType } from '../../../domain/fact.ts';
import type { Fact } from '../../../domain/operation.ts';
import type { OperationResult } from '../../../protocol/sync.ts';

/** The server parks the last record of this phone. */
async function park(
  door: Door,
  why: OperationResult['why'],
  field: string | null,
): Promise<string> {
  const { id, seq, at } = door.operations().at(-1)!;
  const stamps = { correctedAt: at, receivedAt: at };
  const result = { id, seq, outcome: 'parked', why, field, ...stamps } as const;
  await door.app.journal.settle([result], at);
  return id;
}

/** The same for a record of another duty of this person. */
async function recordAndPark<T extends FactType>(
  door: Door,
  of: { type: T; body: FactBody<T> },
  field: string,
): Promise<Fact> {
  const { journal, unlocked: by } = door.app;
  const fact = await journal.record({ by, ...of, shiftId: ROUND_ID });
  await park(door, 'unknown-reference', field);
  door.app.touch();
  return fact;
}

const ROUND_ID = '018f0000-0000-7000-8000-0000000000aa';
const visit = { visitId: ROUND_ID, roomId: ROUND_ID };
const reading = {
  tempC: 37.6,
  site: 'forehead' as const,
  thermometerId: null,
  rawValue: 37.6,
  rawUnit: 'C' as const,
};

async function openList(door: Door): Promise<void> {
  const link = document.createElement('a');
  link.href = '/parked';
  door.screen.page.append(link);
  link.click();
  await door.screen.until(() => expect(door.screen.text()).toContain('count nowhere'));
}

const voids = (door: Door) =>
  door
    .operations()
    .filter(({ type }) => type === 'void')
    .map(({ body }) => body);

test('a parked check is opened at its field and put right by a new one', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');
  const id = await park(door, 'unknown-reference', 'body.subject.personId');
  await openList(door);

  await door.screen.tap(/张伟.*refers to something unknown · person/);
  await door.screen.tap('Correct');
  await door.screen.until(() =>
    expect(document.activeElement).toBe(door.screen.get('field', /^Person/)),
  );
  await door.screen.type(/^Person/, '0003');
  await door.screen.tap(/刘敏/);
  await door.screen.tap('Save correction');

  await door.screen.until(() => expect(door.screen.text()).toContain('Nothing is set aside'));
  const [, corrected] = door.checks();
  expect(corrected).toMatchObject({ reading: { tempC: 36.5 }, amends: null });
  expect(corrected!.subject).not.toEqual(door.checks()[0]!.subject);
  expect(voids(door)).toEqual([
    { voids: id, doorId: null, reason: 'wrong-value', replacedBy: corrected!.id },
  ]);
  expect(door.app.journal.counts()).toMatchObject({ parked: 0, pending: 3 });
});

test('a second reading of a round is put right at its temperature, in its own round', async () => {
  const door = await atTheDoor();
  const body = { ...visit, personId: ROUND_ID, reading, repeats: null };
  const { id } = await recordAndPark(door, { type: 'second-check', body }, 'body.reading.tempC');
  await openList(door);

  await door.screen.tap(/Second temperature.*temperature/);
  await door.screen.tap('Correct');
  await door.screen.until(() =>
    expect(document.activeElement).toBe(door.screen.get('field', 'Temperature in °C')),
  );
  await door.screen.type('Temperature in °C', '99');
  await door.screen.tap('Record it again');
  await door.screen.until(() => expect(door.screen.text()).toContain('This does not fit'));
  await door.screen.type('Temperature in °C', '36.7');
  await door.screen.tap('Record it again');

  await door.screen.until(() => expect(door.screen.text()).toContain('Nothing is set aside'));
  const [, again] = door.operations().filter(({ type }) => type === 'second-check');
  expect(again).toMatchObject({
    shiftId: ROUND_ID,
    body: { ...body, reading: { ...reading, tempC: 36.7, rawValue: 36.7 } },
  });
  expect(voids(door)).toEqual([
    { voids: id, doorId: null, reason: 'wrong-value', replacedBy: again!.id },
  ]);
});

test('a finding that names one that the server lacks is recorded again without it', async () => {
  const door = await atTheDoor();
  const body = {
    ...visit,
    formId: 'daily',
    itemId: 'floor',
    personId: null,
    points: 2,
    note: null,
    fixBy: null,
    photos: [],
  };
  await recordAndPark(door, { type: 'finding', body: { ...body, again: ROUND_ID } }, 'body.again');
  await openList(door);

  await door.screen.tap(/the earlier finding/);
  await door.screen.tap('Correct');
  await door.screen.tap(/without: the earlier finding/);

  await door.screen.until(() => expect(door.screen.text()).toContain('Nothing is set aside'));
  const findings = door.operations().filter(({ type }) => type === 'finding');
  expect(findings.at(-1)?.body).toEqual(body);
});

test('where no form fits, a record of another duty is taken back with a reason', async () => {
  const door = await atTheDoor();
  const body = { findingId: ROUND_ID, note: null, photos: [], ...visit };
  const { id } = await recordAndPark(door, { type: 'rectification', body }, 'body.findingId');
  await openList(door);

  await door.screen.tap(/refers to something unknown · finding/);
  expect(door.screen.has('button', 'Correct')).toBe(false);
  await door.screen.tap('Take back');
  await door.screen.tap('Take back');

  await door.screen.until(() => expect(voids(door)).toMatchObject([{ voids: id }]));
});

test('one that cannot be put right is taken back with a reason, also from today’s list', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');
  const id = await park(door, 'not-allowed', null);

  await door.screen.tap('Today', 'link');
  await door.screen.tap(/张伟/);
  await door.screen.until(() => expect(door.screen.text()).toContain('not your door or role'));
  expect(door.screen.has('button', 'Correct')).toBe(false);
  await door.screen.tap('Take back');
  await door.screen.tap('Logged twice', 'radio');
  await door.screen.tap('Take back');

  await door.screen.until(() => expect(voids(door)).toHaveLength(1));
  expect(voids(door)).toEqual([{ voids: id, doorId: null, reason: 'double' }]);
  await door.screen.until(() => expect(door.app.journal.counts().parked).toBe(0));
});

test('what shares its number with another record is shown, and left to the office', async () => {
  const door = await atTheDoor();
  await door.startShift();
  await door.log('0001', '365');
  await park(door, 'id-reuse', 'id');
  await openList(door);

  await door.screen.tap(/number used twice/);

  await door.screen.until(() =>
    expect(door.screen.text()).toContain('Set aside: number used twice'),
  );
  expect(door.screen.has('button', 'Take back')).toBe(false);
  expect(door.screen.text()).toContain('taking it back would take that one back');
});
