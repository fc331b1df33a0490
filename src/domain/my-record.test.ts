import { expect, test } from 'vitest';
import { checkFact, factOf, idOf, momentAt, voidFact } from '../../tests/support/door-facts.ts';
import type { Fact } from './operation.ts';
import { createMyRecord, laterConsent } from './my-record.ts';

const ME = idOf('r', 1);
const OTHER = idOf('r', 2);
const ZONE = 'Asia/Shanghai';

const recordOf = (...facts: Fact[]) => {
  const record = createMyRecord(ME);
  record.add(facts);
  return record;
};
const consent = (id: number, at: number, isGiven: boolean) =>
  factOf({ id: idOf('q', id), at }, 'consent', {
    personId: ME,
    noticeVersion: `v${id}`,
    isGiven,
  });
const idsOf = (record: ReturnType<typeof createMyRecord>) =>
  record.days(ZONE).map(({ day, entries }) => [day, entries.map(({ fact }) => fact.id)]);

test('a record of somebody else is none of mine', () => {
  const record = recordOf(
    checkFact({ id: idOf('c', 1), at: 0, personId: ME }),
    checkFact({ id: idOf('c', 2), at: 1, personId: OTHER }),
    checkFact({ id: idOf('c', 3), at: 2, subject: { kind: 'unknown', text: 'tall' } }),
  );

  expect(idsOf(record)).toEqual([['2026-03-02', [idOf('c', 1)]]]);
});

test('the newest day comes first by the campus clock, and within a day the earliest record', () => {
  const record = recordOf(
    checkFact({ id: idOf('c', 2), at: 60 }),
    // 00:00:01 of the next day in Shanghai.
    checkFact({ id: idOf('c', 3), at: 8 * 3600 + 1 }),
    checkFact({ id: idOf('c', 1), at: 30 }),
  );

  expect(idsOf(record)).toEqual([
    ['2026-03-03', [idOf('c', 3)]],
    ['2026-03-02', [idOf('c', 1), idOf('c', 2)]],
  ]);
});

test('what was taken back stays, marked, whichever comes first', () => {
  const check = checkFact({ id: idOf('c', 1), at: 0 });
  const taken = factOf({ id: idOf('q', 1), at: 5 }, 'void', {
    voids: check.id,
    doorId: null,
    reason: 'wrong-person',
  });

  for (const record of [recordOf(check, taken), recordOf(taken, check)])
    expect(record.days(ZONE)[0]?.entries.map(({ isTakenBack }) => isTakenBack)).toEqual([true]);
});

test('what corrects a record is taken back with it, and alone where it alone is', () => {
  const tellings = [
    checkFact({ id: idOf('c', 1), at: 0 }),
    checkFact({ id: idOf('c', 2), at: 1, amends: idOf('c', 1) }),
    checkFact({ id: idOf('c', 3), at: 2, amends: idOf('c', 2) }),
  ];
  const takenBack = (...facts: Fact[]) =>
    recordOf(...facts)
      .days(ZONE)[0]
      ?.entries.map(({ isTakenBack }) => isTakenBack);
  const voids = (which: number) => voidFact({ id: idOf('q', 1), at: 5, voids: idOf('c', which) });

  expect(takenBack(...tellings, voids(1))).toEqual([true, true, true]);
  expect(takenBack(voids(1), ...tellings.slice(1).reverse())).toEqual([true, true]);
  expect(takenBack(...tellings, voids(2))).toEqual([false, true, false]);
});

test('the last answer to the notice holds, and the first agreement says since when', () => {
  const record = recordOf(consent(3, 30, true), consent(1, 0, true), consent(2, 10, false));

  expect(record.consent()).toEqual({
    noticeVersion: 'v3',
    isGiven: true,
    at: momentAt(30),
    firstAt: momentAt(0),
  });
  expect(recordOf(consent(1, 0, true), consent(2, 10, false)).consent()?.isGiven).toBe(false);
  expect(recordOf().consent()).toBeNull();
});

test('an answer stands under its request, and under no other', () => {
  const ask = (id: number) =>
    factOf({ id: idOf('q', id), at: id }, 'correction-request', {
      personId: ME,
      of: null,
      text: 'wrong',
    });
  const answer = factOf({ id: idOf('q', 9), at: 9 }, 'correction-answer', {
    requestId: idOf('q', 1),
    text: 'put right',
  });

  const [day] = recordOf(answer, ask(1), ask(2)).days(ZONE);

  expect(day?.entries.map(({ answers }) => answers.map(({ text }) => text))).toEqual([
    ['put right'],
    [],
  ]);
});

test('the first tick of a day is when the other system was told', () => {
  const tick = (id: number, at: number, doneAt: string) =>
    factOf({ id: idOf('q', id), at }, 'second-report', { personId: ME, day: '2026-03-02', doneAt });

  const record = recordOf(tick(2, 20, momentAt(20)), tick(1, 10, momentAt(10)));

  expect(record.secondReport('2026-03-02')).toBe(momentAt(10));
  expect(record.secondReport('2026-03-03')).toBeNull();
});

test("the server's mark tells the answer when its fact has left the phone, and no older one", () => {
  const told = { noticeVersion: 'v1', isGiven: true, at: momentAt(10), firstAt: momentAt(0) };
  const mark = (at: number) => ({ noticeVersion: 'v2', isGiven: false, at: momentAt(at) });

  expect(laterConsent(null, mark(5))).toEqual({ ...mark(5), firstAt: momentAt(5) });
  expect(laterConsent(told, mark(20))).toEqual({ ...mark(20), firstAt: momentAt(0) });
  expect(laterConsent(told, mark(9))).toBe(told);
  expect(laterConsent(told, null)).toBe(told);
});
