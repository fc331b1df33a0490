import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TemperaturesReply } from '../../../src/protocol/office-rollup.ts';
import { addPerson, check } from '../support/campus.ts';
import { phoneOfResident } from '../support/east-rooms.ts';
import { SESSION, telling } from '../support/report-bodies.ts';
import { openReportOffice } from './report-office.ts';

test('the temperatures of a class or unit are counted by who measured, and of whom nobody did', async () => {
  const { tell, places, phone: guard, campus: on, server, office } = await openReportOffice();
  const { classId, unitId, personId } = places.own;
  const home = { buildingId: on.east.id, unitId, classId, room: '102', name: '白露' };
  const mate = await addPerson(server, home);
  const student = await phoneOfResident(server, personId);
  await tell(guard, check(on.east.doorId, personId));
  await tell(student, telling('self-report', places.own));
  // Too low: nobody is measured by it.
  await tell(guard, check(on.east.doorId, mate.id, { tempC: 34 }));
  const query = `day=${SESSION.day}&kind=class&id=${classId}`;

  const reply = await office.json('GET', `/session-rolls/temperatures?${query}`);

  const none = { measured: 0, high: 0, highestC: null, gaps: 0 };
  const counted = {
    people: 2,
    notMeasured: 1,
    high: 1,
    sources: {
      door: { measured: 1, high: 0, highestC: 36.5, gaps: 0 },
      room: none,
      session: none,
      self: { measured: 1, high: 1, highestC: 38.9, gaps: 1 },
    },
  };
  expect(TemperaturesReply.parse(reply)).toEqual({
    day: SESSION.day,
    ...counted,
    disagreeDeltaC: 0.8,
  });
  const ofUnit = `kind=unit&id=${unitId}`;
  expect(await office.json('GET', `/session-rolls/temperatures?${ofUnit}`)).toMatchObject(counted);
  const before = await office.json('GET', `/session-rolls/temperatures?day=2020-06-07&${ofUnit}`);
  expect(before).toMatchObject({ people: 2, notMeasured: 2, high: 0 });
  const nowhere = `kind=unit&id=${randomUUID()}`;
  expect(await office.refusal('GET', `/session-rolls/temperatures?${nowhere}`)).toBe('not-found');
});
