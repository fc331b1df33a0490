import { randomUUID } from 'node:crypto';
import { array, constantFrom, nat, record as recordOf, sample, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { foldHygiene, HYGIENE_TYPES, openFindings } from '../../src/domain/hygiene.ts';
import type { Id } from '../../src/domain/id.ts';
import type { Fact } from '../../src/domain/operation.ts';
import { readOpenFacts } from '../../src/server/hygiene/read-open-facts.ts';
import { readFacts } from '../../src/server/rounds/read-facts.ts';
import { voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf } from './support/east-rooms.ts';
import { at, push, record, type Recording } from './support/test-server.ts';

const openIds = (facts: readonly Fact[]): Id[] => {
  const log = foldHygiene(facts);
  return log
    .roomIds()
    .flatMap((roomId) => openFindings(log.room(roomId)))
    .map(({ id }) => id)
    .sort();
};

type Step = { what: 'finding' | 'again' | 'right' | 'void'; of: number };

/** A "still so" put right; a putting right taken back; an earlier one put right after its "still so"; one taken back. */
const KNOWN: readonly Step[] = [
  { what: 'finding', of: 0 },
  { what: 'again', of: 0 },
  { what: 'right', of: 1 },
  { what: 'finding', of: 0 },
  { what: 'right', of: 2 },
  { what: 'void', of: 4 },
  { what: 'finding', of: 0 },
  { what: 'again', of: 3 },
  { what: 'right', of: 3 },
  { what: 'finding', of: 0 },
  { what: 'void', of: 8 },
];
/** Of which of the findings before it; a void of which of all records. */
const steps: Arbitrary<Step[]> = array(
  recordOf({
    what: constantFrom<Step['what']>('finding', 'again', 'right', 'void'),
    of: nat(),
  }),
  { minLength: 40, maxLength: 60 },
);

test('what is read for the open findings says the same as all that is kept', async () => {
  const { server, campus, roomId } = await openEastRooms();
  const head = await phoneOf(server, 'building_head', { kind: 'building', id: campus.east.id });
  const [random = []] = sample(steps, { numRuns: 1, seed: 7 });
  const told = [...KNOWN, ...random];
  const findings: Id[] = [];
  const all: Id[] = [];
  for (const [place, { what, of }] of told.entries()) {
    const finding = findings[of % Math.max(findings.length, 1)];
    const recording = recordingOf(what, {
      roomId,
      finding,
      any: all[of % Math.max(all.length, 1)],
    });
    const operation = record(head, place + 1, { ...recording, at: at(place - 100) });
    const { results } = await push(head, operation);
    // A void of a void is refused, and counts nowhere.
    if (results[0]?.outcome !== 'stored') continue;
    if (recording.type === 'finding') findings.push(operation.id);
    if (recording.type !== 'void') all.push(operation.id);
    if (place < KNOWN.length - 1) continue;
    const whole = await readFacts(server.db, { types: HYGIENE_TYPES });
    expect(openIds(await readOpenFacts(server.db))).toEqual(openIds(whole));
  }

  expect(openIds(await readOpenFacts(server.db)).length).toBeGreaterThan(3);
});

function recordingOf(
  what: Step['what'],
  { roomId, finding, any }: { roomId: Id; finding: Id | undefined; any: Id | undefined },
): Recording {
  const visit = { visitId: randomUUID(), roomId };
  if (what === 'right' && finding !== undefined)
    return {
      type: 'rectification',
      body: { ...visit, findingId: finding, note: null, photos: [] },
    };
  if (what === 'void' && any !== undefined) return voidOf(any);
  const form = { formId: 'hundred', itemId: 'air', personId: null, points: 2 };
  const body = { ...visit, ...form, note: null, fixBy: '2020-06-11', photos: [] };
  const isAgain = what === 'again' && finding !== undefined;
  return { type: 'finding', body: isAgain ? { ...body, again: finding } : body };
}
