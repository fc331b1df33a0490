import { expect, test } from 'vitest';
import { freshFolder, testDesk, testPhone, testServer } from './support/cleanup.ts';
import { setUpWenyuan } from './support/office.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

const EAST = '东侧门';

test('one building, two doors, both offline: each counts what it knows and says how fresh, then all agree', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const { doors } = (await office.places()).buildings[0]!;
  const main = doors[0]!.door.name;
  await office.json('POST', '/doors', { name: EAST, buildingIds: [here.id] });
  const residents = (await office.people({ buildingId: here.id })).total;
  const post = { kind: 'building', id: here.id } as const;
  const people = passagesOfWeek(here.name, 16).slice(6, 11);
  const [one, two, three, four, both] = people.map(({ number }) => ({ number, tempC: 36.4 }));

  const mainPhone = await testPhone(freshFolder('main'));
  const eastPhone = await testPhone(freshFolder('east'));
  const atMain = await Warden.enrol(
    mainPhone,
    server.url,
    await office.enrolmentCodeFor('孙二', 'keeper', post),
  );
  const atEast = await Warden.enrol(
    eastPhone,
    server.url,
    await office.enrolmentCodeFor('李四', 'keeper', post),
  );
  await atMain.startShift(main);
  await atEast.startShift(EAST);
  await atMain.allReceived();
  await atEast.allReceived();
  await mainPhone.setOffline(true);
  await eastPhone.setOffline(true);

  await atMain.check({ ...one!, direction: 'in' });
  await atMain.check({ ...two!, direction: 'in' });
  await atMain.check({ ...both!, direction: 'in' });
  await atEast.check({ ...three!, direction: 'in' });
  await atEast.check({ ...four!, direction: 'out' });
  await atEast.check({ ...both!, direction: 'out' });

  expect(await insideOf(atMain)).toEqual({ inside: 3, outside: 0, notKnown: residents - 3 });
  expect(await insideOf(atEast)).toEqual({ inside: 1, outside: 2, notKnown: residents - 3 });
  expect(await freshnessOf(atMain)).toEqual([
    expect.stringMatching(new RegExp(`^${EAST} (not heard yet|last heard \\d\\d:\\d\\d)$`)),
    `${main}: this phone, now`,
  ]);
  expect(await freshnessOf(atEast)).toContain(`${EAST}: this phone, now`);

  // The later passage arrives first: the order of arrival must not decide who is inside.
  await eastPhone.setOffline(false);
  await expect.poll(async () => (await office.doorLog()).length, { timeout: 30_000 }).toBe(3);
  await mainPhone.setOffline(false);
  await expect.poll(async () => (await office.doorLog()).length, { timeout: 30_000 }).toBe(6);

  const agreed = { inside: 3, outside: 2, notKnown: residents - 5 };
  await expect.poll(() => insideOf(atMain), { timeout: 30_000 }).toEqual(agreed);
  await expect.poll(() => insideOf(atEast), { timeout: 30_000 }).toEqual(agreed);
  expect((await freshnessOf(atMain)).join()).toMatch(
    new RegExp(`${EAST} last heard \\d\\d:\\d\\d`),
  );

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Who is inside');
  await desk.page.getByRole('combobox', { name: 'Building' }).selectOption({ label: here.name });
  expect({
    inside: await desk.countOf('inside'),
    outside: await desk.countOf('outside'),
    notKnown: await desk.countOf('not known'),
  }).toEqual(agreed);
}, 120_000);

async function insideOf(warden: Warden) {
  await warden.page.getByRole('link', { name: 'Inside' }).click();
  const counts = warden.page.getByRole('group', { name: 'Show', exact: true });
  const countOf = async (label: string): Promise<number> =>
    Number(
      /^\d+/.exec(
        (await counts
          .getByRole('button', { name: new RegExp(`^\\d+ ?${label}$`) })
          .textContent()) ?? '',
      )?.[0],
    );
  return {
    inside: await countOf('Inside'),
    outside: await countOf('Outside'),
    notKnown: await countOf('Not known'),
  };
}

async function freshnessOf(warden: Warden): Promise<string[]> {
  await warden.page.getByRole('link', { name: 'Inside' }).click();
  const list = warden.page.getByRole('list', { name: 'How fresh this is' });
  const lines = await list.getByRole('listitem').allTextContents();
  return lines.sort();
}
