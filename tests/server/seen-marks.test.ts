import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id.ts';
import { buildingScope } from '../../src/domain/scope.ts';
import { seenMarkId } from '../../src/server/sync/seen-marks.ts';
import { addPerson, voidOf } from './support/campus.ts';
import { openEastRooms, phoneOf, type EastRooms } from './support/east-rooms.ts';
import { at, push, record, type Recording, type TestPhone } from './support/test-server.ts';

let server: EastRooms['server'];
let campus: EastRooms['campus'];
let roomId: Id;
let resident: Id;
let keeper: TestPhone;
let seq: number;

beforeEach(async () => {
  const rooms = await openEastRooms();
  ({ server, campus, roomId } = rooms);
  resident = rooms.resident.id;
  keeper = rooms.unitKeeper;
  seq = 0;
});

const told = (minutes: number, recording: Recording) =>
  record(keeper, (seq += 1), { ...recording, at: at(minutes) });
const present = (minutes: number, parts: object = {}, shiftId: Id | null = null) => {
  const body = { visitId: randomUUID(), roomId, personId: resident, state: 'present' };
  return told(minutes, {
    type: 'presence',
    body: { ...body, complaint: null, ...parts },
    shiftId,
  });
};
const round = () =>
  told(-30, {
    type: 'round',
    body: {
      unitId: campus.east.unit1,
      purpose: 'round',
      campaignId: null,
      thermometerId: null,
      thermometerUnit: 'C',
      site: 'forehead',
    },
  });

/** What lies, and where. */
async function marks(personId = resident) {
  const rows = await server.db
    .selectFrom('feed')
    .innerJoin('document', (join) =>
      join.onRef('document.id', '=', 'feed.refId').on('document.kind', '=', 'mark'),
    )
    .select(['feed.scope', 'document.body'])
    .where('feed.kind', '=', 'mark')
    .where('feed.refId', '=', seenMarkId(personId))
    .where('feed.isGone', '=', 0)
    .execute();
  return rows.map(({ scope, body }) => ({ scope, ...JSON.parse(body) }));
}

test('where a round saw somebody is marked for the doors of their home, the latest by time', async () => {
  const later = present(-3);
  const scope = buildingScope(campus.east.id, 'door');

  await push(keeper, later);
  await push(keeper, present(-5), present(-2, { state: 'absent' }));

  expect(await marks()).toEqual([
    { scope, about: 'seen', personId: resident, at: at(-3), factId: later.id },
  ]);
});

test('a sighting from paper marks when it was, and does not outweigh one that was seen since', async () => {
  await push(keeper, present(-2, { onPaperAt: at(-20) }));
  expect(await marks()).toMatchObject([{ at: at(-20) }]);

  await push(keeper, present(-5));
  await push(keeper, present(-1, { onPaperAt: at(-15) }));
  expect(await marks()).toMatchObject([{ at: at(-5) }]);
});

test('a second check in the room marks as well', async () => {
  const reading = { tempC: 36.5, site: 'forehead', thermometerId: null, rawValue: 36.5 };
  const body = { visitId: randomUUID(), roomId, personId: resident, repeats: null };
  const check = told(-1, {
    type: 'second-check',
    body: { ...body, reading: { ...reading, rawUnit: 'C' } },
  });

  await push(keeper, present(-3), check);

  expect(await marks()).toMatchObject([{ at: at(-1), factId: check.id }]);
});

test('what is taken back gives way to the sighting before it, and the mark goes with the last', async () => {
  const begun = round();
  const [first, second] = [present(-5, {}, begun.id), present(-3, {}, begun.id)];
  const takeBack = (id: Id) =>
    record(keeper, (seq += 1), { ...voidOf(id), at: at(-1), shiftId: begun.id });

  await push(keeper, begun, first, second, takeBack(second.id));
  expect(await marks()).toMatchObject([{ at: at(-5), factId: first.id }]);

  await push(keeper, takeBack(first.id));
  expect(await marks()).toEqual([]);

  await push(keeper, present(-9));
  expect(await marks()).toMatchObject([{ at: at(-9) }]);
});

test('who is seen in another building is not marked at home', async () => {
  const guest = await addPerson(server, { buildingId: campus.west.id });

  await push(keeper, present(-3, { personId: guest.id }));

  expect(await marks(guest.id)).toEqual([]);
});

test('the mark is the same however the sightings are cut into pushes', async () => {
  const head = await phoneOf(server, 'building_head', { kind: 'building', id: campus.east.id });
  const plan = fc.array(fc.record({ minute: fc.nat(5), cut: fc.boolean() }), {
    minLength: 1,
    maxLength: 8,
  });
  let number = 0;
  await fc.assert(
    fc.asyncProperty(plan, async (list) => {
      const person = await addPerson(server, {
        buildingId: campus.east.id,
        unitId: campus.east.unit1,
      });
      const facts = list.map(({ minute }) =>
        record(head, (number += 1), {
          type: 'presence',
          body: {
            visitId: randomUUID(),
            roomId,
            personId: person.id,
            state: 'present',
            complaint: null,
          },
          at: at(minute - 10),
        }),
      );
      let batch: typeof facts = [];
      for (const [index, fact] of facts.entries()) {
        batch.push(fact);
        if (list[index]!.cut || index === facts.length - 1) {
          await push(head, ...batch);
          batch = [];
        }
      }
      const last = facts
        .toSorted((a, b) => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : 1))
        .at(-1);
      expect(await marks(person.id)).toMatchObject([{ at: last!.at, factId: last!.id }]);
    }),
    { numRuns: 15 },
  );
});
