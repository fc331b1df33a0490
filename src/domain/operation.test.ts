import { describe, expect, it } from 'vitest';
import { byCorrectedTime } from './fact-order.ts';
import { Operation, type Fact } from './operation.ts';
import { signedText, storedText } from './operation-text.ts';

const operation: Operation = {
  id: '019c0000-0000-7000-8000-000000000001',
  seq: 7,
  by: '00000000-0000-4000-8000-000000000001',
  at: '2026-03-02T08:00:00.000Z',
  zone: 'Asia/Shanghai',
  boot: 'b1',
  monoMs: 12.5,
  offsetMs: null,
  type: 'door-check',
  tv: 1,
  shiftId: null,
  body: { direction: 'in', doorId: 'd' },
  sig: 'AAAAAAAAAAAAAAAAAAAAAA',
};

const renumbered: Operation = { ...operation, seq: 8 };

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('the envelope', () => {
  it('takes any body that JSON holds, however new its type', () => {
    expect(
      Operation.safeParse({ ...operation, type: 'not-yet-invented', body: null }).success,
    ).toBe(true);
  });

  it('takes no operation without a body, and none with a field of its own', () => {
    const { body: _body, ...bodiless } = operation;
    expect(Operation.safeParse(bodiless).success).toBe(false);
    expect(Operation.safeParse({ ...operation, extra: 1 }).success).toBe(false);
  });

  it('takes no body nested so deep that hashing it overflows', () => {
    expect(Operation.safeParse({ ...operation, body: nested(32) }).success).toBe(true);
    expect(Operation.safeParse({ ...operation, body: nested(33) }).success).toBe(false);
  });

  it('takes no body with a number that JSON cannot write again', () => {
    expect(Operation.safeParse({ ...operation, body: { a: [Infinity] } }).success).toBe(false);
  });
});

describe('what is signed', () => {
  it('is neither the number in the journal nor the signature', () => {
    const signedAnew: Operation = { ...operation, sig: 'other' };
    expect(signedText(renumbered)).toBe(signedText(operation));
    expect(signedText(signedAnew)).toBe(signedText(operation));
  });

  it.each(Object.keys(operation).filter((key) => key !== 'seq' && key !== 'sig'))(
    'changes with %s',
    (key) => expect(signedText({ ...operation, [key]: 'changed' })).not.toBe(signedText(operation)),
  );

  it('does not change with the order of keys', () => {
    const reversed = Object.fromEntries(Object.entries(operation).toReversed()) as Operation;
    expect(signedText(reversed)).toBe(signedText(operation));
  });
});

describe('what makes two sendings equal', () => {
  it('is everything but the number: a forked journal sends the same under new ones', () => {
    expect(storedText(renumbered)).toBe(storedText(operation));
    expect(storedText({ ...operation, sig: 'other' })).not.toBe(storedText(operation));
    expect(storedText({ ...operation, body: {} })).not.toBe(storedText(operation));
  });
});

describe('the order of facts', () => {
  const fact = (id: string, correctedAt: string): Fact => ({
    ...operation,
    id,
    correctedAt,
    deviceId: operation.by,
    receivedAt: null,
  });

  it('is corrected time, then id', () => {
    const late = fact('a', '2026-03-02T08:00:01.000Z');
    const second = fact('c', '2026-03-02T08:00:00.000Z');
    const first = fact('b', '2026-03-02T08:00:00.000Z');
    expect([late, second, first].toSorted(byCorrectedTime)).toEqual([first, second, late]);
    expect(byCorrectedTime(first, { ...first })).toBe(0);
  });
});
