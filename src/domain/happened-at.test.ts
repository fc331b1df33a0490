import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, momentAt } from '../../tests/support/door-facts.ts';
import {
  findingFact,
  presenceFact,
  ROOM,
  roundFact,
  secondCheckFact,
} from '../../tests/support/room-facts.ts';
import { byMoment, happenedAt, onPaperAt, PAPER_DAYS } from './happened-at.ts';
import { foldHygiene } from './hygiene.ts';
import { foldRounds } from './round-log.ts';
import { personStanding, walkOf } from './round-progress.ts';
import { sightingsOf } from './sightings.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const [PERSON, WALK] = [idOf('r', 1), idOf('w', 1)];
const seen = (number: number, at: number, written?: number) =>
  presenceFact({
    id: idOf('n', number),
    at,
    personId: PERSON,
    roundId: WALK,
    state: number % 2 === 0 ? 'absent' : 'present',
    ...(written !== undefined && { onPaperAt: momentAt(written) }),
  });

describe('what was written on paper', () => {
  it('was so at the time on the paper, up to seven days before it was typed in', () => {
    expect(happenedAt(seen(1, HOUR))).toBe(momentAt(HOUR));
    expect(happenedAt(seen(1, HOUR, 60))).toBe(momentAt(60));
    expect(happenedAt(seen(1, PAPER_DAYS * DAY, 0))).toBe(momentAt(0));
  });

  it('moves nothing with a time after the typing, or more than seven days before it', () => {
    expect(happenedAt(seen(1, HOUR, HOUR + 1))).toBe(momentAt(HOUR));
    expect(happenedAt(seen(1, PAPER_DAYS * DAY + 1, 0))).toBe(momentAt(PAPER_DAYS * DAY + 1));
    expect(onPaperAt(seen(1, HOUR, HOUR + 1).body)).toBe(momentAt(HOUR + 1));
  });

  it('does not outweigh what was seen after it', () => {
    const log = foldRounds([seen(1, 2 * HOUR), seen(2, 3 * HOUR, HOUR)]);

    expect(log.presencesOf(PERSON).map(({ at }) => at)).toEqual([
      momentAt(HOUR),
      momentAt(2 * HOUR),
    ]);
    expect(personStanding(log, PERSON, new Set([WALK]))).toMatchObject({
      state: 'present',
      at: momentAt(2 * HOUR),
    });
  });

  it('of last night is a walk of last night', () => {
    const log = foldRounds([roundFact({ id: WALK, at: DAY, onPaperAt: momentAt(0) })]);
    const of = {
      unitId: log.rounds()[0]!.round.unitId,
      purpose: 'round',
      campaignId: null,
      zone: 'Asia/Shanghai',
    } as const;

    expect([...walkOf(log, { ...of, day: '2026-03-02' })]).toEqual([WALK]);
    expect([...walkOf(log, { ...of, day: '2026-03-03' })]).toEqual([]);
  });

  it('is a reading, a sighting and a finding of then', () => {
    const told = { at: HOUR, personId: PERSON, onPaperAt: momentAt(60) };
    const reading = secondCheckFact({ ...told, id: idOf('n', 3) });
    const finding = findingFact({ ...told, id: idOf('n', 4) });

    expect(foldRounds([reading]).secondChecksOf(PERSON)[0]?.at).toBe(momentAt(60));
    expect(sightingsOf([reading])[0]?.at).toBe(momentAt(60));
    expect(foldHygiene([finding]).room(ROOM).findings[0]?.at).toBe(momentAt(60));
  });
});

const story = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 20 * DAY }),
      writtenBefore: fc.option(fc.integer({ min: -DAY, max: 12 * DAY }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .chain((told) => {
    const facts = told.map(({ at, writtenBefore }, index) =>
      seen(index, at, writtenBefore === undefined ? undefined : at - writtenBefore),
    );
    return fc.record({
      facts: fc.constant(facts),
      shuffled: fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }),
    });
  });

it('facts from paper and others in any order, once or twice, give one sequence by when they were so', () => {
  fc.assert(
    fc.property(story, ({ facts, shuffled }) => {
      const expected = [...facts].sort(byMoment).map(({ id }) => id);
      expect(
        foldRounds(shuffled)
          .presencesOf(PERSON)
          .map(({ id }) => id),
      ).toEqual(expected);
      const present = new Set(
        facts.flatMap(({ id, body }) =>
          (body as { state: string }).state === 'present' ? id : [],
        ),
      );
      expect(sightingsOf(shuffled).map(({ id }) => id)).toEqual(
        expected.filter((id) => present.has(id)),
      );
      const standing = personStanding(foldRounds(shuffled), PERSON, new Set([WALK]));
      const last = [...facts].sort(byMoment).at(-1)!;
      expect(standing?.at).toBe(happenedAt(last));
      for (const fact of facts) expect(happenedAt(fact) <= fact.correctedAt).toBe(true);
    }),
  );
});
