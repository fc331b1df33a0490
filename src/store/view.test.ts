import { v4, v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { buildCheck, buildResult } from '../../tests/support/phone-storage.ts';
import type { Fact, Operation } from '../domain/operation.ts';
import { factOf, type JournalEntry } from './journal-entry.ts';
import { overlay } from './view.ts';

const AT = '2022-03-14T08:00:00.000Z';
const deviceId = v4();

function buildEntry(state: JournalEntry['state'], fields: Partial<Operation> = {}): JournalEntry {
  const operation: Operation = {
    id: v7(),
    seq: 1,
    by: v4(),
    at: AT,
    zone: 'Asia/Shanghai',
    boot: 'b',
    monoMs: 1,
    offsetMs: null,
    type: 'door-check',
    tv: 1,
    shiftId: null,
    body: buildCheck(),
    sig: 's',
    ...fields,
  };
  const outcome = state === 'parked' ? 'parked' : 'stored';
  const stamps = { outcome, receivedAt: '2022-03-14T08:10:00.000Z' } as const;
  const result = state === 'pending' ? null : buildResult(operation, stamps);
  return { operation, deviceId, state, result, isAnswered: false, recordedAt: AT };
}

const down = (entry: JournalEntry): Map<string, Fact> =>
  new Map([[entry.operation.id, { ...factOf(entry), receivedAt: '2022-03-14T08:10:01.000Z' }]]);
const everyone = () => true;

describe('an operation of this phone', () => {
  test.each([
    { state: 'pending', isDown: false, receivedAt: [null] },
    { state: 'pending', isDown: true, receivedAt: ['2022-03-14T08:10:01.000Z'] },
    { state: 'received', isDown: false, receivedAt: ['2022-03-14T08:10:00.000Z'] },
    { state: 'received', isDown: true, receivedAt: ['2022-03-14T08:10:01.000Z'] },
    { state: 'parked', isDown: false, receivedAt: [] },
  ] as const)('that is $state, and down again: $isDown, shows as $receivedAt', (row) => {
    const entry = buildEntry(row.state);

    const facts = overlay(row.isDown ? down(entry) : new Map(), [entry], everyone);

    expect(facts.map((fact) => fact.receivedAt)).toEqual(row.receivedAt);
  });

  test.each([
    { offsetMs: null, correctedAt: '2022-03-14T08:00:00.000Z' },
    { offsetMs: -60_000, correctedAt: '2022-03-14T07:59:00.000Z' },
  ])('with the offset $offsetMs happened at $correctedAt', ({ offsetMs, correctedAt }) => {
    expect(factOf(buildEntry('pending', { offsetMs }))).toMatchObject({ correctedAt, deviceId });
  });

  test('is shown only to who may read it; what came down is not asked about', () => {
    const [mine, theirs] = [buildEntry('pending'), buildEntry('pending')];
    const fromServer = buildEntry('received');

    const facts = overlay(
      down(fromServer),
      [mine, theirs, fromServer],
      ({ id }) => id === mine.operation.id,
    );

    expect(new Set(facts.map(({ id }) => id))).toEqual(
      new Set([mine.operation.id, fromServer.operation.id]),
    );
  });
});

test('all facts stand in the order of their corrected times', () => {
  const late = buildEntry('pending', { at: '2022-03-14T09:00:00.000Z' });
  const early = buildEntry('pending', { at: '2022-03-14T07:00:00.000Z' });
  const between = buildEntry('received');

  const facts = overlay(down(between), [late, early], everyone);

  expect(facts.map(({ id }) => id)).toEqual(
    [early, between, late].map(({ operation }) => operation.id),
  );
});
