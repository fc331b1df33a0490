import { expect, test } from 'vitest';
import { openEastRooms, phoneOf, phoneOfResident } from './support/east-rooms.ts';
import { push, record } from './support/test-server.ts';

test('leave is asked for by whom it is for, decided by others, stamped at the door, and closed', async () => {
  const { server, campus, resident, keeper } = await openEastRooms();
  const building = { kind: 'building', id: campus.east.id } as const;
  const student = await phoneOfResident(server, resident.id);
  const head = await phoneOf(server, 'building_head', building);
  const guard = await phoneOf(server, 'guard', building);
  const asked = {
    kind: 'personal',
    from: '2020-06-08T09:00:00.000Z',
    to: '2020-06-09T09:00:00.000Z',
    reason: 'at home',
    destination: null,
    route: null,
    transport: null,
  };
  const application = record(student, 1, {
    type: 'leave',
    body: { ...asked, personId: student.personId },
  });
  const approve = {
    type: 'leave-decision',
    body: { leaveId: application.id, isApproved: true, note: null },
  };
  const stamp = {
    type: 'leave-stamp',
    body: { leaveId: application.id, doorId: campus.east.doorId, direction: 'out' },
  };
  const close = { type: 'leave-close', body: { leaveId: application.id, note: null } };

  const own = await push(student, application, record(student, 3, approve));
  const other = await push(
    student,
    record(student, 2, { type: 'leave', body: { ...asked, personId: keeper.personId } }),
  );
  const stamped = await push(guard, record(guard, 1, approve), record(guard, 2, stamp));
  const decided = await push(head, record(head, 1, approve));
  const closed = await push(student, record(student, 4, close));

  expect(own.results.map(({ why }) => why)).toEqual([null, 'not-allowed']);
  expect(other.results.map(({ why }) => why)).toEqual(['not-allowed']);
  expect(stamped.results.map(({ why }) => why)).toEqual(['not-allowed', null]);
  expect(decided.results.map(({ why }) => why)).toEqual([null]);
  expect(closed.results.map(({ why }) => why)).toEqual([null]);
});
