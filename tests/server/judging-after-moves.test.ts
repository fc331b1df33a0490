import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Home } from '../../src/domain/person.ts';
import { personDocuments } from './support/campus.ts';
import { openEastRooms, type EastRooms } from './support/east-rooms.ts';
import { inUnit, telling } from './support/report-bodies.ts';
import { at, LONG_AGO, push, record } from './support/test-server.ts';

/** The resident has gone since: to another home, or away. */
async function moveOut({ server, resident, campus }: EastRooms, to: Home | null) {
  const since = at(-20);
  const { id: personId, stayId, home } = resident;
  if (home === null) throw new Error('a resident without a home');
  const directory = personDocuments(
    { ...resident, home: to },
    { classId: campus.classId, name: '林小满' },
  ).filter(({ kind }) => kind === 'directory');
  const left = { id: stayId, personId, home, from: LONG_AGO, to: since };
  await server.put([...directory, { kind: 'stay', id: stayId, body: left, scopes: [] }]);
  if (to === null) return;
  const body = { id: randomUUID(), personId, home: to, from: since, to: null };
  await server.put([{ kind: 'stay', id: body.id, body, scopes: [] }]);
}

test.each(['another building', 'nowhere'])(
  'what was told of a resident before they went to %s is judged by where they lived then',
  async (where) => {
    const rooms = await openEastRooms();
    const { unitKeeper, campus, phone: guard, resident, roomId } = rooms;
    const { classId, east, west } = campus;
    const place = { personId: resident.id, unitId: east.unit1, classId, roomId };
    const inTheWest = { buildingId: west.id, unitId: null, unit: null, room: '1', bed: '1' };
    await moveOut(rooms, where === 'nowhere' ? null : inTheWest);
    const checked = telling('session-check', place, inUnit(place));
    const atDoor = telling('self-report', place, { onBehalfAs: 'keeper' });

    const byUnitKeeper = await push(
      unitKeeper,
      record(unitKeeper, 1, { ...checked, at: at(-21) }),
      record(unitKeeper, 2, { ...checked, at: at(-20) }),
    );
    const byGuard = await push(
      guard,
      record(guard, 1, { ...atDoor, at: at(-21) }),
      record(guard, 2, { ...atDoor, at: at(-20) }),
    );

    expect(byUnitKeeper.results.map(({ why }) => why)).toEqual([null, 'not-allowed']);
    expect(byGuard.results.map(({ why }) => why)).toEqual([null, 'not-allowed']);
  },
);
