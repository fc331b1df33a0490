import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Id } from '../../../src/domain/id.ts';
import type { SealCheck } from '../../../src/domain/seal.ts';
import { unitScope } from '../../../src/domain/scope.ts';
import { SealDetail, SealsPage } from '../../../src/protocol/office-seal.ts';
import { addCampus, addStaff, voidOf, type TestCampus } from '../support/campus.ts';
import {
  addPhone,
  at,
  push,
  record,
  type Recording,
  type TestPhone,
} from '../support/test-server.ts';
import { openOffice, type OfficeClient } from './office-client.ts';

let office: OfficeClient;
let campus: TestCampus;
let phone: TestPhone;
let seq = 0;
const roomIds = { ten: randomUUID(), two: randomUUID() };

beforeEach(async () => {
  office = await openOffice();
  const { server } = office;
  campus = await addCampus(server);
  const { id: buildingId, unit1: unitId } = campus.east;
  await server.put(
    (['ten', 'two'] as const).map((name) => ({
      kind: 'room' as const,
      id: roomIds[name],
      body: {
        id: roomIds[name],
        buildingId,
        unitId,
        code: name === 'ten' ? '10' : '2',
        beds: [],
      },
      scopes: [unitScope(unitId, 'round')],
    })),
  );
  const post = { kind: 'building', id: buildingId } as const;
  phone = await addPhone(server, await addStaff(server, { role: 'property', post }));
  seq = 0;
});

async function tell(...recordings: Recording[]): Promise<Id[]> {
  const operations = recordings.map((recording) => record(phone, (seq += 1), recording));
  const { results } = await push(phone, ...operations);
  expect(results.map(({ why }) => why)).toEqual(recordings.map(() => null));
  return operations.map(({ id }) => id);
}

const seal = (number: string, roomId: Id | null): Recording => ({
  type: 'seal',
  at: at(-60),
  body: {
    buildingId: campus.east.id,
    roomId,
    thing: 'window',
    place: null,
    number,
    reason: 'vacant',
    witness: null,
    photos: [],
  },
});
const check = (sealId: Id, minutes: number, parts: Partial<SealCheck>): Recording => ({
  type: 'seal-check',
  at: at(minutes),
  body: {
    sealId,
    visitId: null,
    state: 'intact',
    newNumber: null,
    authorisedBy: null,
    note: null,
    photos: [],
    ...parts,
  },
});

const list = async (query = '') => SealsPage.parse(await office.json('GET', `/seals${query}`));
const detail = async (id: Id) => SealDetail.parse(await office.json('GET', `/seals/${id}`));

test('the register stands by room in natural order, with each seal’s number and state now', async () => {
  const [inTen = '', , outside = ''] = await tell(
    seal('0010', roomIds.ten),
    seal('0002', roomIds.two),
    seal('0009', null),
  );
  await tell(
    check(inTen, -50, { state: 'reapplied', newNumber: '0777' }),
    check(outside, -50, { state: 'broken' }),
    check(outside, -40, { note: 'pressed on again' }),
  );

  const { rows, openIncidents } = await list();

  expect(rows.map(({ number, state }) => [number, state])).toEqual([
    ['0002', 'intact'],
    ['0777', 'reapplied'],
    ['0009', 'intact'],
  ]);
  expect(rows[0]).toMatchObject({ building: { name: 'East' }, appliedBy: '周望舒' });
  expect(rows[0]?.room).toMatch(/2$/);
  expect(rows[2]).toMatchObject({ room: null, openIncidents: 1 });
  expect(openIncidents).toBe(1);
  expect((await list('?state=incident')).rows.map(({ number }) => number)).toEqual(['0009']);
  expect((await list('?state=reapplied')).rows.map(({ number }) => number)).toEqual(['0777']);
  expect((await list(`?buildingId=${campus.west.id}`)).rows).toEqual([]);
});

test('one number on two live seals is said of both', async () => {
  await tell(seal('0002', roomIds.two), seal('0002', roomIds.ten), seal('0003', null));

  const { rows } = await list();

  expect(rows.map(({ isNumberTwice }) => isNumberTwice)).toEqual([true, true, false]);
});

test('the chain shows what was found, by whom, and what was taken back', async () => {
  const [id = ''] = await tell(seal('0002', roomIds.two));
  const [, wrong = ''] = await tell(
    check(id, -50, { state: 'unsealed', authorisedBy: '保卫处' }),
    check(id, -40, { state: 'missing' }),
  );
  await tell({ ...voidOf(wrong), at: at(-39) });

  const { seal: row, steps } = await detail(id);

  expect(row).toMatchObject({ state: 'unsealed', openIncidents: 0 });
  expect(steps.map(({ state, voided }) => [state, voided?.reason ?? null])).toEqual([
    [null, null],
    ['unsealed', null],
    ['missing', expect.any(String)],
  ]);
  expect(steps[1]).toMatchObject({ authorisedBy: '保卫处', byName: '周望舒' });
});

test('the office acknowledges an incident once, whoever taps twice, and phones hear of it', async () => {
  const [id = ''] = await tell(seal('0002', roomIds.two));
  const [checkId = ''] = await tell(check(id, -50, { state: 'broken' }));
  const body = { factId: randomUUID(), checkId, note: '已换新封条' };
  const acknowledge = (of: object) => office.send('POST', `/seals/${id}/acknowledge`, { body: of });

  const first = await acknowledge(body);
  const again = await acknowledge(body);
  const late = await acknowledge({ ...body, factId: randomUUID() });
  const foreign = await acknowledge({ ...body, factId: randomUUID(), checkId: randomUUID() });

  expect([first.status, again.status, late.status, foreign.status]).toEqual([200, 200, 409, 404]);
  const { steps } = await detail(id);
  expect(steps[1]).toMatchObject({
    isOpenIncident: false,
    acknowledged: [{ note: '已换新封条' }],
  });
  const acknowledgements = await office.server.db
    .selectFrom('feed')
    .innerJoin('opLog', 'opLog.id', 'feed.refId')
    .select('feed.scope')
    .where('opLog.type', '=', 'acknowledgement')
    .execute();
  expect(acknowledgements).toEqual([{ scope: `building:${campus.east.id}/upkeep` }]);
});

test('the table has every seal asked for, names masked unless somebody says otherwise', async () => {
  await tell(seal('=0002', roomIds.two));

  const masked = await (await office.send('GET', '/seals.csv?lang=en')).text();
  const whole = await (await office.send('GET', '/seals.csv?lang=en&mask=0')).text();

  expect(masked).toContain('Building,Room,Sealed');
  expect(masked).not.toContain('周望舒');
  expect(masked).toContain("'=0002");
  expect(whole).toContain('周望舒');
  const reason = 'vacant';
  expect(masked).not.toContain(reason);
  expect(whole).toContain(reason);
  const chinese = await (await office.send('GET', '/seals.csv')).text();
  expect(chinese).toMatch(/,窗户,.*,完好,.*,0,否,否\r\n$/s);
});

test('a seal that was found broken on paper says so, with both times', async () => {
  const [id = ''] = await tell(seal('0002', roomIds.two));
  await tell(check(id, -5, { state: 'broken', onPaperAt: at(-30) }));

  const { seal: row, steps } = SealDetail.parse(await office.json('GET', `/seals/${id}`));
  expect(row).toMatchObject({ since: at(-30), sinceTypedInAt: at(-5) });
  expect(steps).toMatchObject([{ typedInAt: null }, { at: at(-30), typedInAt: at(-5) }]);
  const page = SealsPage.parse(await office.json('GET', '/seals'));
  expect(page.rows).toMatchObject([{ since: at(-30), sinceTypedInAt: at(-5) }]);
  const table = await (await office.send('GET', '/seals.csv?lang=en')).text();
  const [titles = [], cells = []] = table.split('\r\n').map((line) => line.split(','));
  const column = titles.indexOf('Typed in from paper at');
  expect(cells.slice(column - 1, column + 1)).toEqual([
    '2020-06-08 15:30:00',
    '2020-06-08 15:55:00',
  ]);
});
