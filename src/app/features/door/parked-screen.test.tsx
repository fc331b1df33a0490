// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { atTheDoor, type Door } from '../../../../tests/support/at-the-door.tsx';
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
});
