import { expect, test } from 'vitest';
import { scopesOfDocuments } from '../../src/server/database/documents.ts';
import { fileRooms } from '../../src/server/places/file-rooms.ts';
import { openEastRooms, phoneOf } from './support/east-rooms.ts';
import { at, pullAll } from './support/test-server.ts';

test('rooms of a server from before are filed with those who seal and disinfect there, once', async () => {
  const { server, campus, roomId } = await openEastRooms();
  const { id, unit1 } = campus.east;
  const property = await phoneOf(server, 'property', { kind: 'building', id });
  const roomsOf = async () =>
    (await pullAll(property)).pages
      .flatMap(({ entries }) => entries)
      .flatMap((entry) => (entry.kind !== 'fact' && entry.documentKind === 'room' ? entry : []));
  expect(await roomsOf()).toEqual([]);

  expect(await fileRooms(server.db, at(1))).toBe(1);

  const scopes = await scopesOfDocuments(server.db, 'room', [roomId]);
  expect(scopes.get(roomId)?.toSorted()).toEqual([`building:${id}/upkeep`, `unit:${unit1}/round`]);
  expect(await roomsOf()).toMatchObject([{ id: roomId, version: 1, body: { code: '101' } }]);
  expect(await fileRooms(server.db, at(2))).toBe(0);
});
