import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { CAMPUS_PUBLIC } from '../../../src/domain/scope.ts';
import { DisinfectionPage } from '../../../src/protocol/office-disinfection.ts';
import { BuildingEntry } from '../../../src/protocol/office-places.ts';
import { buildArea, buildDisinfection } from '../../support/disinfection-facts.ts';
import { phoneOf } from '../support/east-rooms.ts';
import { LONG_AGO, push, record, type TestPhone } from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let phone: TestPhone;
let areaId: string;
let buildingId: string;
let today: string;

const DAY_MS = 86_400_000;
/** The campus's day so many days from now; it is not yet 16:00 UTC by the server's clock of the tests. */
const dayAt = (days: number) =>
  new Date(office.server.clock.nowMs + 8 * 3_600_000 + days * DAY_MS).toISOString().slice(0, 10);

beforeEach(async () => {
  office = await openOffice();
  const [campus] = (await office.places()).campuses;
  const body = { campusId: campus!.campus.id, name: '文苑二号楼', aliases: [], units: [] };
  const { building } = BuildingEntry.parse(await office.json('POST', '/buildings', body));
  buildingId = building.id;
  areaId = randomUUID();
  const area = buildArea({ id: areaId, buildingId, class: 'public', from: LONG_AGO });
  await office.server.put([{ kind: 'area', id: areaId, body: area, scopes: [CAMPUS_PUBLIC] }]);
  phone = await phoneOf(office.server, 'property', { kind: 'building', id: buildingId });
  today = dayAt(0);
});

const read = async (query: string) =>
  DisinfectionPage.parse(await office.json('GET', `/disinfection?${query}`));

async function disinfect(day: string) {
  const body = buildDisinfection({ areaId, day, slot: 1 });
  const begun = record(phone, 1, { type: 'disinfection', body, at: nowOf(-60) });
  const end = { disinfectionId: begun.id, ventilationMinutes: 30, note: 'ok', photos: [] };
  await push(
    phone,
    begun,
    record(phone, 2, { type: 'disinfection-end', body: end, at: nowOf(-5) }),
  );
  return begun;
}
const nowOf = (minutes: number) =>
  new Date(office.server.clock.nowMs + minutes * 60_000).toISOString();

test('a day without a record is a missed round, and what was done late is said to be', async () => {
  const yesterday = dayAt(-1);
  const before = await read(`from=${yesterday}&to=${yesterday}`);
  expect(before).toMatchObject({ total: 1, counts: { missed: 1, done: 0 } });
  expect(before.rows).toMatchObject([
    { day: yesterday, state: 'missed', area: { name: '门厅' }, record: null },
  ]);

  await disinfect(yesterday);

  const after = await read(`from=${yesterday}&to=${yesterday}`);
  expect(after).toMatchObject({ counts: { missed: 0, done: 1, late: 1 } });
  expect(after.rows).toMatchObject([
    {
      isLate: true,
      building: { name: '文苑二号楼' },
      record: {
        ventilationMinutes: 30,
        acceptance: 'open',
        notes: ['ok'],
        work: { targetMgPerL: 500 },
      },
    },
  ]);
});

test('a second person’s word is in the log, and the newest day comes first', async () => {
  const begun = await disinfect(today);
  const head = await phoneOf(office.server, 'building_head', { kind: 'building', id: buildingId });
  const body = { disinfectionId: begun.id, isAccepted: false, note: 'wet floor' };
  await push(head, record(head, 1, { type: 'acceptance', body, at: nowOf(0) }));

  const page = await read(`from=${dayAt(-1)}&to=${today}&buildingId=${buildingId}`);

  expect(page.rows.map(({ day }) => day)).toEqual([today, dayAt(-1)]);
  expect(page.counts).toMatchObject({ notAccepted: 1 });
  expect(page.rows[0]?.record).toMatchObject({ acceptance: 'refused', notes: ['ok', 'wet floor'] });

  const redone = buildDisinfection({ areaId, day: today, slot: 1 });
  await push(phone, record(phone, 3, { type: 'disinfection', body: redone, at: nowOf(-1) }));
  const again = await read(`from=${today}&to=${today}&buildingId=${buildingId}`);
  expect(again.rows).toHaveLength(2);
  expect(again.counts).toMatchObject({ notAccepted: 0 });
});

test('the table has every row, masks names unless told otherwise, and is audited', async () => {
  await disinfect(today);
  const days = `from=${dayAt(-1)}&to=${today}`;
  const period = `${days}&lang=en`;

  const masked = await (await office.send('GET', `/disinfection.csv?${period}`)).text();
  const open = await (await office.send('GET', `/disinfection.csv?${period}&mask=0`)).text();

  const lines = masked.trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[2]).toContain('missed');
  const [name] = /[\p{Script=Han}]+(?=,none yet)/u.exec(open) ?? [];
  expect(name).toBeDefined();
  expect(masked).not.toContain(`,${name},`);
  expect(masked).not.toContain(',ok');
  expect(open).toContain(',ok');
  const chinese = await (await office.send('GET', `/disinfection.csv?${days}&lang=zh`)).text();
  expect(chinese).toContain('消杀,1,已完成,否,');
  expect(chinese).toContain(',物体表面、门把手、扶手,含氯（84、漂白粉、泡腾片）,');
  expect(chinese).not.toMatch(/[a-z]{4}/);
  const audit = await office.server.db
    .selectFrom('audit')
    .select('what')
    .where('what', '=', 'disinfection.export')
    .execute();
  expect(audit).toHaveLength(3);
});

test('a period that is turned round or too long is refused', async () => {
  expect(await office.refusal('GET', `/disinfection?from=${today}&to=${dayAt(-1)}`)).toBe(
    'bad-request',
  );
  expect(await office.refusal('GET', `/disinfection?from=2019-01-01&to=${today}`)).toBe(
    'bad-request',
  );
});
