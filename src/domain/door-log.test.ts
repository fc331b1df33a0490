import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFact,
  idOf,
  momentAt,
  readingOf,
  shiftEndFact,
  shiftFact,
  visitorFact,
  voidFact,
} from '../../tests/support/door-facts.ts';
import {
  createDoorLog,
  foldDoorLog,
  guessDirection,
  lastPassage,
  lastReadings,
  personKey,
  repeatWithin,
  visitorKey,
  type DoorLog,
} from './door-log.ts';
import type { Fact } from './operation.ts';

const ZHANG = idOf('r', 1);
const LI = idOf('r', 2);
const [C1, C2, C3] = [idOf('c', 1), idOf('c', 2), idOf('c', 3)];
const [A1, A2] = [idOf('m', 1), idOf('m', 2)];
const HEAD = idOf('g', 2);

const passages = (log: DoorLog) => log.entriesOf(personKey(ZHANG)).map(({ id }) => id);

describe('the door log', () => {
  it('lists checks by time, then id', () => {
    const log = foldDoorLog([
      checkFact({ id: C3, at: 10 }),
      checkFact({ id: C2, at: 0 }),
      checkFact({ id: C1, at: 0 }),
    ]);
    expect(log.entries.map(({ id }) => id)).toEqual([C1, C2, C3]);
  });

  it('counts a fact that arrives twice once, and prefers the server’s time to the phone’s', () => {
    const onPhone = checkFact({ id: C1, at: 5, receivedAt: null });
    const received = checkFact({ id: C1, at: 7 });
    for (const facts of [
      [onPhone, received, onPhone],
      [received, onPhone],
    ]) {
      const log = foldDoorLog(facts);
      expect(log.entries.map(({ at }) => at)).toEqual([momentAt(7)]);
    }
  });

  it('leaves out and counts what this build cannot read', () => {
    const newer = { ...checkFact({ id: C1, at: 0 }), tv: 2 };
    const foreign = { ...checkFact({ id: C2, at: 0 }), type: 'briefing' };
    const log = foldDoorLog([newer, foreign]);
    expect(log.entries).toEqual([]);
    expect(log.unreadCount).toBe(2);
  });
});

describe('an amendment', () => {
  const first = checkFact({ id: C1, at: 0, reading: readingOf(37.6) });
  const amended = checkFact({ id: A1, at: 60, amends: C1, reading: readingOf(36.7) });

  it('takes the place of what it names, at the time of the passage, and both are kept', () => {
    const [entry, ...others] = foldDoorLog([amended, first]).entries;
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ id: C1, at: momentAt(0), isContested: false, isVoided: false });
    expect(entry?.check.reading?.tempC).toBe(36.7);
    expect(entry?.versions.map(({ fact }) => fact.id)).toEqual([C1, A1]);
  });

  it('may be amended again, even by a phone whose clock is behind', () => {
    const again = checkFact({ id: A2, at: 30, amends: A1, by: HEAD, reading: readingOf(36.9) });
    const [entry] = foldDoorLog([again, amended, first]).entries;
    expect(entry?.check.reading?.tempC).toBe(36.9);
    expect(entry?.isContested).toBe(false);
  });

  it('contradicts another’s of the same version: the later counts, and a person must decide', () => {
    const other = checkFact({ id: A2, at: 90, amends: C1, by: HEAD, reading: readingOf(37.5) });
    const [entry] = foldDoorLog([other, first, amended]).entries;
    expect(entry).toMatchObject({ isContested: true });
    expect(entry?.check.reading?.tempC).toBe(37.5);
  });

  it('contradicts nobody where both say the same, or one author thought twice', () => {
    const same = checkFact({ id: A2, at: 90, amends: C1, by: HEAD, reading: readingOf(36.7) });
    const twice = checkFact({ id: A2, at: 90, amends: C1, reading: readingOf(36.8) });
    expect(foldDoorLog([first, amended, same]).entries[0]?.isContested).toBe(false);
    expect(foldDoorLog([first, amended, twice]).entries[0]?.isContested).toBe(false);
  });

  it('stands in for a first record that is not here, and makes room for it when it comes', () => {
    const log = createDoorLog();
    log.add([checkFact({ id: A2, at: 80, amends: A1, reading: readingOf(36.9) })]);
    expect(log.entries.map(({ id, at }) => [id, at])).toEqual([[A1, momentAt(80)]]);
    log.add([amended, first]);
    expect(log.entries.map(({ id, at }) => [id, at])).toEqual([[C1, momentAt(0)]]);
    expect(log.entry(A1)).toBeNull();
  });

  it('that names the person moves an unknown’s passage to that person', () => {
    const unknown = checkFact({ id: C2, at: 0, subject: { kind: 'unknown', text: '红衣' } });
    const log = foldDoorLog([unknown]);
    expect(passages(log)).toEqual([]);
    log.add([checkFact({ id: A2, at: 60, amends: C2, by: HEAD, personId: ZHANG })]);
    expect(passages(log)).toEqual([C2]);
    log.add([checkFact({ id: C3, at: 90, amends: A2, by: HEAD, personId: LI })]);
    expect(passages(log)).toEqual([]);
    expect(lastPassage(log, personKey(LI))?.id).toBe(C2);
  });

  it('in a ring, which no honest phone makes, is still one entry', () => {
    const ring = [
      checkFact({ id: A1, at: 1, amends: A2 }),
      checkFact({ id: A2, at: 2, amends: A1 }),
      checkFact({ id: C3, at: 3, amends: C3 }),
    ];
    expect(foldDoorLog(ring).entries.map(({ id }) => id)).toEqual([A1, C3]);
    expect(foldDoorLog(ring.toReversed()).entries.map(({ id }) => id)).toEqual([A1, C3]);
  });
});

describe('a void', () => {
  const first = checkFact({ id: C1, at: 0 });
  const amended = checkFact({ id: A1, at: 60, amends: C1, reading: readingOf(38) });

  it('of the first record takes the whole check back, and keeps it in the list', () => {
    const log = foldDoorLog([voidFact({ id: C2, at: 70, voids: C1 }), first, amended]);
    expect(log.entries[0]).toMatchObject({ id: C1, isVoided: true });
    expect(passages(log)).toEqual([]);
  });

  it('of an amendment leaves what was there before', () => {
    const log = foldDoorLog([first, amended, voidFact({ id: C2, at: 70, voids: A1 })]);
    expect(log.entries[0]?.check.reading?.tempC).toBe(36.5);
    expect(log.entries[0]).toMatchObject({ isVoided: false });
    expect(log.entries[0]?.versions).toHaveLength(2);
  });

  it('is never voided', () => {
    const facts = [
      first,
      voidFact({ id: C2, at: 70, voids: C1 }),
      voidFact({ id: C3, at: 80, voids: C2 }),
    ];
    expect(foldDoorLog(facts).entries[0]).toMatchObject({ isVoided: true });
  });

  it('of a visitor is kept beside the visitor', () => {
    const facts = [voidFact({ id: C2, at: 70, voids: C1 }), visitorFact({ id: C1, at: 0 })];
    expect(foldDoorLog(facts).visitors.get(C1)?.takenBack).toHaveLength(1);
    expect(foldDoorLog(facts.toReversed()).visitors.get(C1)?.takenBack).toHaveLength(1);
  });
});

describe('a shift', () => {
  it('ends at the earliest end, whichever arrives first', () => {
    const facts = [
      shiftEndFact({ id: C3, at: 90, shiftId: C1, why: 'signed-out' }),
      shiftFact({ id: C1, at: 0 }),
      shiftEndFact({ id: C2, at: 60, shiftId: C1, why: 'ended' }),
    ];
    const end = { at: momentAt(60), why: 'ended' };
    expect(foldDoorLog(facts).shifts.get(C1)?.end).toEqual(end);
    expect(foldDoorLog(facts.toReversed()).shifts.get(C1)?.end).toEqual(end);
    expect(foldDoorLog([shiftFact({ id: C1, at: 0 })]).shifts.get(C1)?.end).toBeNull();
  });
});

/** Facts that hang together: amendments, voids and repeats of a few checks, visitors and shifts. */
const someFacts = fc
  .array(
    fc.record({
      kind: fc.constantFrom('check', 'check', 'amend', 'void', 'visitor', 'shift', 'shift-end'),
      at: fc.nat(9),
      about: fc.nat(11),
      who: fc.nat(2),
      tempC: fc.constantFrom(34, 36.5, 37.6),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(({ kind, at, about, who, tempC }, index): Fact => {
      const told = { id: idOf('c', index), at, by: idOf('g', who) };
      const other = idOf('c', about);
      if (kind === 'void') return voidFact({ ...told, voids: other });
      if (kind === 'visitor') return visitorFact(told);
      if (kind === 'shift') return shiftFact(told);
      if (kind === 'shift-end') return shiftEndFact({ ...told, shiftId: other, why: 'ended' });
      const amends = kind === 'amend' ? other : null;
      return checkFact({ ...told, personId: idOf('r', who), reading: readingOf(tempC), amends });
    }),
  );

const shown = (log: DoorLog) => ({
  entries: log.entries,
  bySubject: [0, 1, 2].map((who) => log.entriesOf(personKey(idOf('r', who)))),
  visitors: [...log.visitors.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
  shifts: [...log.shifts.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
});

describe('whatever order facts arrive in', () => {
  it('the log is the same, with repeats and one by one', () => {
    const shuffled = someFacts.chain((facts) =>
      fc.record({
        facts: fc.constant(facts),
        arrival: fc.array(fc.constantFrom(...facts, ...facts), { maxLength: 20 }),
        order: fc.shuffledSubarray(facts, { minLength: facts.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ facts, arrival, order }) => {
        const log = createDoorLog();
        for (const fact of [...arrival, ...order]) {
          log.add([fact]);
          void log.entries.length;
        }
        expect(shown(log)).toEqual(shown(foldDoorLog(facts)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what the door asks of the log', () => {
  const log = foldDoorLog([
    checkFact({ id: C1, at: 0, direction: 'out', reading: readingOf(36.1) }),
    checkFact({ id: C2, at: 100, direction: 'in', reading: null }),
    checkFact({ id: C3, at: 200, direction: 'out', reading: readingOf(36.3) }),
    checkFact({ id: A1, at: 300, reading: readingOf(36.4) }),
    voidFact({ id: A2, at: 310, voids: A1 }),
  ]);

  it('is the last passage, not one taken back', () => {
    expect(lastPassage(log, personKey(ZHANG))?.id).toBe(C3);
    expect(lastPassage(log, personKey(LI))).toBeNull();
  });

  it('is the last readings, newest first', () => {
    expect(lastReadings(log, ZHANG, 3).map(({ reading }) => reading.tempC)).toEqual([36.3, 36.1]);
    expect(lastReadings(log, ZHANG, 1).map(({ entryId }) => entryId)).toEqual([C3]);
  });

  it('is the other way than last time, and in for somebody never seen', () => {
    expect(guessDirection(lastPassage(log, personKey(ZHANG)))).toBe('in');
    expect(guessDirection(log.entry(C2))).toBe('out');
    expect(guessDirection(null)).toBe('in');
  });

  it('is a double: within the seconds of the policy, on either side, the closest', () => {
    const subject = { kind: 'person', personId: ZHANG } as const;
    const near = (at: number) => repeatWithin(log, subject, { at: momentAt(at), seconds: 120 });
    expect(near(240)).toMatchObject({ entry: { id: C3 }, secondsAgo: 40 });
    expect(near(160)).toMatchObject({ entry: { id: C3 }, secondsAgo: -40 });
    expect(near(320)).toMatchObject({ entry: { id: C3 }, secondsAgo: 120 });
    expect(near(321)).toBeNull();
  });

  it('is no double of an unknown person, nor of another visitor', () => {
    const unknown = { kind: 'unknown', text: '' } as const;
    const visitor = { kind: 'visitor', visitorId: C1 } as const;
    const visits = foldDoorLog([
      checkFact({ id: C1, at: 0, subject: unknown }),
      checkFact({ id: C2, at: 0, subject: visitor }),
    ]);
    const soon = { at: momentAt(1), seconds: 120 };
    expect(repeatWithin(visits, unknown, soon)).toBeNull();
    expect(repeatWithin(visits, visitor, soon)?.entry.id).toBe(C2);
    expect(repeatWithin(visits, { ...visitor, visitorId: C3 }, soon)).toBeNull();
    expect(visits.entriesOf(visitorKey(C1))).toHaveLength(1);
  });
});
