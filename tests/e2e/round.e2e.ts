import { expect, test } from 'vitest';
import { byNaturalOrder } from '../../src/domain/natural-order.ts';
import type { Directory } from '../../src/domain/person.ts';
import type { Operation } from '../../src/domain/operation.ts';
import { listDocuments } from '../../src/server/database/documents.ts';
import { openDatabase } from '../../src/server/database/open.ts';
import { killPhone } from './support/browser.ts';
import { freshFolder, freshServer, testPhone } from './support/cleanup.ts';
import { setUpWenyuan, type Office } from './support/office.ts';
import { RoundKeeper } from './support/round-keeper.ts';
import { Warden } from './support/warden.ts';

test('rooms walked offline stand where they stood after a kill, and reach the server as they were', async () => {
  const { server, dataDir } = await freshServer();
  const { office } = await setUpWenyuan(server);
  await office.setUnlockGrace(0);
  const { buildings } = await office.places();
  const { building, units } = buildings[0]!;
  const { unit } = units[0]!;
  const rooms = await roomsOf(office, { buildingId: building.id, unitId: unit.id });
  const [four, some, quick] = rooms.filter(({ people }) => people.length === 4);
  const code = await office.enrolmentCodeFor('林秋实', 'unit_keeper', {
    kind: 'unit',
    id: unit.id,
    buildingId: building.id,
  });
  const profile = freshFolder('phone');
  let phone = await testPhone(profile);
  let keeper = await RoundKeeper.enrol(phone, server.url, code);
  await keeper.startRound();
  await keeper.warden.allReceived();
  await keeper.warden.readyOffline();
  await phone.setOffline(true);

  await keeper.enter(quick!.code);
  await keeper.allPresent(quick!.code);
  const quickTouches = keeper.touches;
  await keeper.toList();

  await keeper.enter(four!.code);
  const [first, second, ...rest] = four!.people;
  await keeper.measure(first!.name);
  await keeper.reading(first!.name, '364');
  await keeper.reading(second!.name, '379');
  await keeper.page.getByText(/^Rest \d+:\d\d more, then measure/).waitFor();
  for (const { name } of rest) await keeper.reading(name, '365');
  const { digits } = keeper;
  await keeper.page.getByRole('button', { name: 'On to the next room' }).click();
  const measuredTouches = keeper.touches + 1;
  await keeper.toList();

  await keeper.enter(some!.code);
  const [absent] = some!.people;
  await keeper.say(absent!.name, 'Absent');
  await keeper.page.getByText('Instruction and note').click();
  await keeper.page.getByLabel('Note of this visit').fill('窗户关不上');
  await keeper.page.waitForTimeout(400);

  await killPhone(phone, profile);
  phone = await testPhone(profile);
  await phone.setOffline(true);
  keeper = new RoundKeeper(await Warden.open(phone, server.url));
  await keeper.warden.unlock();
  await keeper.isIn(some!.code);
  expect(await keeper.page.getByLabel('Note of this visit').inputValue()).toBe('窗户关不上');
  await keeper.page.getByRole('button', { name: 'Save the note' }).click();
  await keeper.page.getByText(`Room ${some!.code}: saved`).waitFor();
  await keeper.othersPresent();
  await keeper.toList();
  expect(await keeper.progress()).toBe(`3 of ${rooms.length} rooms · 1 to revisit`);
  await keeper.room(some!.code).getByText('You stopped here').waitFor();

  await phone.setOffline(false);
  await keeper.warden.allReceived();
  const expected = [
    { type: 'round', unitId: unit.id },
    ...quick!.people.map(({ id }) => ({ type: 'presence', room: quick!.code, id, is: 'present' })),
    ...four!.people.map(({ id }, place) => {
      const tempC = [36.4, 37.9][place] ?? 36.5;
      return { type: 'second-check', room: four!.code, id, is: tempC };
    }),
    { type: 'presence', room: some!.code, id: absent!.id, is: 'absent' },
    { type: 'visit-note', room: some!.code, is: '窗户关不上' },
    ...some!.people
      .slice(1)
      .map(({ id }) => ({ type: 'presence', room: some!.code, id, is: 'present' })),
  ];
  const told = await storedFacts(dataDir);
  expect(told.map(({ short }) => short)).toEqual(expected);
  expect(new Set(told.map(({ shiftId, id }) => shiftId ?? id)).size).toBe(1);
  expect(new Set(told.flatMap(({ visitId }) => visitId ?? [])).size).toBe(3);
  expect(await office.parked()).toMatchObject({ total: 0 });

  process.stdout.write(
    `touches: all present ${quickTouches}; ${four!.people.length} measured ${measuredTouches} + ${digits} digits\n`,
  );
  expect(quickTouches).toBeLessThanOrEqual(2);
  expect(measuredTouches).toBeLessThanOrEqual(3);
  expect(digits).toBe(3 * four!.people.length);
}, 400_000);

/** What the server holds of the round, by number: what each fact says, and what it belongs to. */
async function storedFacts(dataDir: string) {
  const db = await openDatabase({ url: null, dataDir, report: () => {} });
  const rows = await db
    .selectFrom('opLog')
    .select(['envelope'])
    .where('outcome', '=', 'stored')
    .orderBy('seq')
    .execute();
  const rooms = await listDocuments(db, 'room');
  await db.destroy();
  const codeOf = new Map(rooms.map(({ id, body }) => [id, body.code]));
  return rows.map(({ envelope }) => {
    const { id, type, shiftId, body } = JSON.parse(envelope) as Operation & { body: Body };
    const is = body.state ?? body.reading?.tempC ?? body.text;
    const short =
      type === 'round'
        ? { type, unitId: body.unitId }
        : {
            type,
            room: codeOf.get(body.roomId ?? ''),
            ...(body.personId !== undefined && { id: body.personId }),
            is,
          };
    return { id, shiftId, visitId: body.visitId, short };
  });
}

interface Body {
  unitId?: string;
  roomId?: string;
  visitId?: string;
  personId?: string;
  state?: string;
  reading?: { tempC: number };
  text?: string;
}

interface RoomWithPeople {
  code: string;
  people: Directory[];
}

/** The rooms of a unit in natural order, with whoever lives there by bed. */
async function roomsOf(
  office: Office,
  of: { buildingId: string; unitId: string },
): Promise<RoomWithPeople[]> {
  const people: Directory[] = [];
  for (;;) {
    const page = await office.people({ buildingId: of.buildingId, offset: people.length });
    people.push(...page.people);
    if (people.length >= page.total || page.people.length === 0) break;
  }
  const byRoom = new Map<string, Directory[]>();
  for (const person of people) {
    const { home } = person;
    if (home?.unitId !== of.unitId || home.room === null) continue;
    byRoom.set(home.room, [...(byRoom.get(home.room) ?? []), person]);
  }
  return [...byRoom]
    .sort(([a], [b]) => byNaturalOrder(a, b))
    .map(([code, inRoom]) => ({
      code,
      people: inRoom.toSorted((a, b) => byNaturalOrder(a.home?.bed ?? '', b.home?.bed ?? '')),
    }));
}
