import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { idOf, momentAt, voidFact } from '../../tests/support/door-facts.ts';
import {
  findingFact,
  inspectionFact,
  rectificationFact,
  ROOM,
} from '../../tests/support/room-facts.ts';
import { byCorrectedTime } from './fact-order.ts';
import {
  createHygieneLog,
  foldHygiene,
  isOverdue,
  openFindings,
  type FoundItem,
} from './hygiene.ts';
import type { Fact } from './operation.ts';
import type { Finding, Inspection, Rectification } from './room-visit.ts';

const [I1, I2] = [idOf('i', 1), idOf('i', 2)];
const [F1, F2, F3] = [idOf('f', 1), idOf('f', 2), idOf('f', 3)];
const [R1, R2] = [idOf('t', 1), idOf('t', 2)];
const LI = idOf('g', 2);
const LATER = idOf('v', 2);

const room = (...facts: Fact[]) => foldHygiene(facts).room(ROOM);
const openIds = (...facts: Fact[]) => openFindings(room(...facts)).map(({ id }) => id);

describe('a finding', () => {
  it('is open until it is put right, and says by whom and when', () => {
    const finding = findingFact({ id: F1, at: 0 });
    const right = rectificationFact({ id: R1, at: 60, by: LI, findingId: F1 });

    expect(openIds(finding)).toEqual([F1]);
    expect(openIds(finding, right)).toEqual([]);
    expect(room(right, finding).findings).toMatchObject([
      { id: F1, putRight: { id: R1, by: LI, at: momentAt(60) } },
    ]);
  });

  it('is put right by the first of two who say so', () => {
    const facts = [
      rectificationFact({ id: R2, at: 90 }),
      findingFact({ id: F1, at: 0 }),
      rectificationFact({ id: R1, at: 60 }),
    ];

    expect(room(...facts).findings[0]?.putRight?.id).toBe(R1);
  });

  it('is open again when the word that it was put right is taken back', () => {
    const facts = [findingFact({ id: F1, at: 0 }), rectificationFact({ id: R1, at: 60 })];

    expect(openIds(...facts, voidFact({ id: idOf('u', 1), at: 70, voids: R1 }))).toEqual([F1]);
  });

  it('that was taken back is nowhere', () => {
    const facts = [
      voidFact({ id: idOf('u', 1), at: 5, voids: F1 }),
      inspectionFact({ id: I1, at: 1 }),
      findingFact({ id: F1, at: 0 }),
    ];

    expect(room(...facts)).toMatchObject({ findings: [], inspections: [{ findings: [] }] });
  });

  it('that is still so keeps what was written and photographed of it before', () => {
    const photos = [{ sha: 'a'.repeat(64), size: 10, mime: 'image/jpeg' as const }];
    const facts = [
      findingFact({ id: F1, at: 0, by: LI, note: 'mould', photos }),
      findingFact({ id: F2, at: 60, again: F1, note: null, photos: [] }),
      findingFact({ id: F3, at: 90, again: F2, note: null, photos: [] }),
    ];

    expect(openFindings(room(...facts))).toMatchObject([
      { id: F3, before: [{ id: F1, at: momentAt(0), by: LI, note: 'mould', photos }] },
    ]);
    const taken = voidFact({ id: idOf('u', 1), at: 95, voids: F1 });
    expect(openFindings(room(...facts, taken))).toMatchObject([{ id: F3, before: [] }]);
  });

  it('without a day is noted only', () => {
    expect(openIds(findingFact({ id: F1, at: 0, fixBy: null }))).toEqual([]);
  });

  it('is late from the day after its day', () => {
    const [found] = room(findingFact({ id: F1, at: 0, fixBy: '2026-03-05' })).findings;
    const late = (day: string) => isOverdue(found as FoundItem, day);

    expect([late('2026-03-05'), late('2026-03-06')]).toEqual([false, true]);
  });
});

describe('an inspection', () => {
  it('has the findings of its visit, of whoever wrote them', () => {
    const { inspections } = room(
      findingFact({ id: F2, at: 20, by: LI }),
      inspectionFact({ id: I1, at: 30 }),
      findingFact({ id: F1, at: 10 }),
      findingFact({ id: F3, at: 40, visitId: LATER }),
    );

    expect(inspections).toHaveLength(1);
    expect(inspections[0]?.findings.map(({ id }) => id)).toEqual([F1, F2]);
  });

  it('of two inspectors in one visit is one', () => {
    const { inspections } = room(
      inspectionFact({ id: I2, at: 40, by: LI }),
      inspectionFact({ id: I1, at: 30 }),
    );

    expect(inspections).toMatchObject([{ id: I1, at: momentAt(30), by: [idOf('g', 1), LI] }]);
  });
});

test('a fact that the server has stamped replaces the phone’s own word, whichever comes first', () => {
  const own = findingFact({ id: F1, at: 5, receivedAt: null });
  const stamped = findingFact({ id: F1, at: 7 });
  for (const facts of [
    [own, stamped],
    [stamped, own],
  ])
    expect(room(...facts).findings.map(({ at }) => at)).toEqual([momentAt(7)]);
});

const small = fc.integer({ min: 1, max: 4 });
const moment = fc.integer({ min: 0, max: 6 });
const visitId = small.map((n) => idOf('v', n));
const roomId = fc.constantFrom(ROOM, idOf('o', 2));
const someFact: fc.Arbitrary<Fact> = fc.oneof(
  fc
    .record({ n: small, at: moment, visitId, roomId })
    .map(({ n, ...parts }) => inspectionFact({ id: idOf('i', n), ...parts })),
  fc
    .record({
      n: small,
      at: moment,
      visitId,
      roomId,
      again: fc.option(small),
      isNoted: fc.boolean(),
    })
    .map(({ n, again, isNoted, ...parts }) =>
      findingFact({
        id: idOf('f', n),
        ...parts,
        ...(isNoted && { fixBy: null }),
        // Whoever says "again" has seen the other before: never a ring.
        ...(again !== null && again < n && { again: idOf('f', again) }),
      }),
    ),
  fc
    .record({ n: small, at: moment, visitId, roomId, of: small })
    .map(({ n, of, ...parts }) =>
      rectificationFact({ id: idOf('t', n), ...parts, findingId: idOf('f', of) }),
    ),
  fc
    .record({ n: small, at: moment, of: fc.constantFrom('i', 'f', 't'), which: small })
    .map(({ n, at, of, which }) => voidFact({ id: idOf('u', n), at, voids: idOf(of, which) })),
);
/** One fact for each id, as ids are. */
const someFacts = fc.uniqueArray(someFact, { selector: ({ id }) => id, maxLength: 14 });
const twoRooms = (facts: readonly Fact[]) => {
  const log = foldHygiene(facts);
  return [ROOM, idOf('o', 2)].map(log.room);
};

test('the order of facts, and facts that come twice, change nothing', () => {
  fc.assert(
    fc.property(
      someFacts.chain((facts) =>
        fc.tuple(
          fc.constant(facts),
          fc.shuffledSubarray([...facts, ...facts], { minLength: facts.length * 2 }),
        ),
      ),
      ([facts, shuffled]) => {
        expect(twoRooms(shuffled)).toEqual(twoRooms(facts));
      },
    ),
  );
});

test('facts that come one by one, looked at in between, give what they give together', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const log = createHygieneLog();
      for (const fact of facts) {
        log.add([fact]);
        log.room(ROOM);
        log.room(idOf('o', 2));
      }
      expect([ROOM, idOf('o', 2)].map(log.room)).toEqual(twoRooms(facts));
    }),
  );
});

test('what is open is what a slow reading of the words says', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const open = foldHygiene(facts)
        .room(ROOM)
        .findings.filter(({ isOpen }) => isOpen);
      expect(open.map(({ id }) => id).sort()).toEqual(slowlyOpen(facts, ROOM).sort());
    }),
  );
});

test('an inspection’s findings are what a slow reading of the words says', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const seen = foldHygiene(facts)
        .room(ROOM)
        .inspections.flatMap((one) => one.findings.map(({ id }) => `${one.visitId} ${id}`));
      expect(seen.sort()).toEqual(slowlyInspected(facts, ROOM).sort());
    }),
  );
});

const voids = (facts: readonly Fact[], { id }: Fact) =>
  facts.some(({ type, body }) => type === 'void' && (body as { voids: string }).voids === id);
const stands = (facts: readonly Fact[], type: string, inRoom: string) =>
  facts.filter(
    (fact) => fact.type === type && (fact.body as Finding).roomId === inRoom && !voids(facts, fact),
  );

function slowlyOpen(facts: readonly Fact[], inRoom: string): string[] {
  const findings = stands(facts, 'finding', inRoom);
  const rights = stands(facts, 'rectification', inRoom);
  const bodyOf = (fact: Fact) => fact.body as Finding;
  const ancestors = (fact: Fact): string[] => {
    const { again } = bodyOf(fact);
    const earlier = findings.find(({ id }) => id === again);
    return again === undefined ? [] : [again, ...(earlier ? ancestors(earlier) : [])];
  };
  const firstOf = (id: string): string => {
    const one = findings.find((each) => each.id === id);
    return (one && ancestors(one).at(-1)) ?? id;
  };
  return findings
    .filter((one) => bodyOf(one).fixBy !== null)
    .filter((one) => !findings.some((other) => bodyOf(other).again === one.id))
    .filter(
      (one, _, tasks) =>
        !tasks.some(
          (other) => firstOf(other.id) === firstOf(one.id) && byCorrectedTime(other, one) > 0,
        ),
    )
    .filter(
      (one) =>
        !rights.some((right) => {
          const { findingId } = right.body as Rectification;
          const isLater = byCorrectedTime(right, one) > 0;
          const isOfSame =
            firstOf(findingId) === firstOf(one.id) || ancestors(one).includes(findingId);
          return findingId === one.id || (isLater && isOfSame);
        }),
    )
    .map(({ id }) => id);
}

function slowlyInspected(facts: readonly Fact[], inRoom: string): string[] {
  const visits = stands(facts, 'inspection', inRoom).map(
    ({ body }) => (body as Inspection).visitId,
  );
  return stands(facts, 'finding', inRoom)
    .filter(({ body }) => visits.includes((body as Finding).visitId))
    .map(({ id, body }) => `${(body as Finding).visitId} ${id}`);
}
