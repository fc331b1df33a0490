import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { type Id } from '../../../src/domain/id.ts';
import type { Post, Role } from '../../../src/domain/role.ts';
import { EnrolmentCard } from '../../../src/protocol/office-enrolment.ts';
import { addStaff } from '../support/campus.ts';
import { codeOfLink, enrolPhone } from '../support/enrolling.ts';
import { addResidents } from '../support/residents.ts';
import { LONG_AGO } from '../support/test-server.ts';
import { cardOf, NUMBER, openCampus } from './card-office.ts';
import { OfficeClient } from './office-client.ts';

let campus: Awaited<ReturnType<typeof openCampus>>;
let browser: OfficeClient;

beforeEach(async () => {
  campus = await openCampus();
  browser = new OfficeClient(campus.server);
});

const unitPost = (): Post => {
  const { id: buildingId, unit1 } = campus.campus.east;
  return { kind: 'unit', id: unit1, buildingId };
};

/** An enrolled phone of somebody with that duty, and how it calls. */
async function phoneOfHead(role: Role, post: Post) {
  const head = await addStaff(campus.server, { role, post });
  const { code } = await campus.office.code(head.id);
  return { ...head, headers: await (await enrolPhone(campus.server, code)).openSession() };
}

async function ask(headers: Record<string, string>, personId: Id): Promise<string> {
  const path = `/people/${personId}/enrolment-card`;
  const response = await browser.send('POST', path, { body: { validDays: 1 }, headers });
  return response.ok ? 'made' : ((await response.json()) as { code: string }).code;
}

test('a unit keeper makes a card for who lives in the own unit: the phone before ends, and it is written down', async () => {
  const { server, office } = campus;
  const { id: buildingId, unit1: unitId } = campus.campus.east;
  const keeper = await phoneOfHead('unit_keeper', unitPost());
  const [id = ''] = await addResidents(server, { number: NUMBER, buildingId, unitId });
  const lost = await enrolPhone(server, codeOfLink((await cardOf(office, id)).link));

  const card = EnrolmentCard.parse(
    await browser.json('POST', `/people/${id}/enrolment-card`, { validDays: 1 }, keeper.headers),
  );

  expect(await lost.sessionRefusal()).toBe('device-revoked');
  await (await enrolPhone(server, codeOfLink(card.link))).openSession();
  const audits = server.db.selectFrom('audit').select(['what', 'subject']);
  expect(await audits.where('accountId', '=', keeper.id).execute()).toEqual(
    expect.arrayContaining([
      { what: 'enrolment-card.make', subject: lost.reply.account.id },
      { what: 'device.revoke', subject: lost.deviceId },
    ]),
  );
});

test('a unit keeper makes no card for another unit, a class of another house, or where no unit is known', async () => {
  const { server } = campus;
  const { east, west, classId } = campus.campus;
  const keeper = await phoneOfHead('unit_keeper', unitPost());
  const people = await addResidents(
    server,
    { number: '1', buildingId: east.id, unitId: randomUUID() },
    { number: '2', buildingId: east.id },
    { number: '3', buildingId: west.id },
    { number: '4', classId },
  );

  for (const id of people) expect(await ask(keeper.headers, id)).toBe('forbidden');
});

test('no head makes a card for who has a duty, whether below, beside or above, also where they live here', async () => {
  const { server } = campus;
  const { id: buildingId, unit1: unitId } = campus.campus.east;
  const keeper = await phoneOfHead('unit_keeper', unitPost());
  const building = { kind: 'building', id: buildingId } as const;
  const head = await phoneOfHead('building_head', building);
  const [colleague, superior, guard] = [
    await addStaff(server, { role: 'unit_keeper', post: unitPost() }),
    await addStaff(server, { role: 'building_head', post: building }),
    await addStaff(server, { role: 'guard', post: building }),
  ];
  const [resident = ''] = await addResidents(server, { number: '7', buildingId, unitId });
  await giveDuty(resident, 'volunteer', building);

  const all = [colleague.personId, keeper.personId, superior.personId, guard.personId, resident];
  for (const personId of all) {
    expect(await ask(keeper.headers, personId)).toBe('conflict');
    expect(await ask(head.headers, personId)).toBe('conflict');
  }
});

async function giveDuty(personId: Id, role: Role, post: Post): Promise<void> {
  const [accountId, id] = [randomUUID(), randomUUID()];
  const account = { id: accountId, personId, name: '周望', isActive: true };
  const assignment = { id, accountId, role, post, from: LONG_AGO, to: null };
  await campus.server.put(
    [
      { kind: 'account', id: accountId, body: account, scopes: [] },
      { kind: 'assignment', id, body: assignment, scopes: [] },
    ],
    [accountId],
  );
}

test('whose duty has ended makes no card, and neither does a student', async () => {
  const { server, office } = campus;
  const { id: buildingId, unit1: unitId } = campus.campus.east;
  const keeper = await phoneOfHead('unit_keeper', unitPost());
  const [id = '', mate = ''] = await addResidents(
    server,
    { number: '1', buildingId, unitId },
    { number: '2', buildingId, unitId },
  );
  const student = await enrolPhone(server, codeOfLink((await cardOf(office, mate)).link));
  expect(await ask(await student.openSession(), id)).toBe('forbidden');

  const held = await server.db
    .selectFrom('assignment')
    .select('id')
    .where('accountId', '=', keeper.id)
    .execute();
  for (const assignment of held)
    await office.json('POST', `/staff/${keeper.id}/assignments/${assignment.id}/end`);

  expect(await ask(keeper.headers, id)).toBe('forbidden');
  expect(await ask({}, id)).toBe('signed-out');
});

test('a unit keeper gives no code for one more phone', async () => {
  const { server, office } = campus;
  const { id: buildingId, unit1: unitId } = campus.campus.east;
  const keeper = await phoneOfHead('unit_keeper', unitPost());
  const volunteer = await addStaff(server, { role: 'volunteer', post: unitPost() });
  const [id = ''] = await addResidents(server, { number: '1', buildingId, unitId });
  await cardOf(office, id);
  const account = await server.db
    .selectFrom('account')
    .select('id')
    .where('personId', '=', id)
    .executeTakeFirstOrThrow();

  for (const accountId of [volunteer.id, account.id])
    expect(
      await browser.refusal(
        'POST',
        `/accounts/${accountId}/enrolment-codes`,
        undefined,
        keeper.headers,
      ),
    ).toBe('forbidden');
});
