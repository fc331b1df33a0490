import { expect, test } from 'vitest';
import { freshFolder, testPhone, testServer } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';
import { setUpWenyuan } from './support/office.ts';
import { passagesOfWeek } from './support/readings.ts';
import { PIN, Warden } from './support/warden.ts';

const SECOND_PIN = '141421';
const WRONG_PIN = '908172';

test('two people share a phone: a PIN each, one door, and each name on its own records', async () => {
  const { office, here, post, phone, warden } = await keeperOnDuty();
  const second = await office.enrolmentCodeFor('李四', 'keeper', post);
  const [one, two, three] = passagesOfWeek(here.name, 12).slice(6);

  await warden.lock();
  await warden.button('Add a person to this phone').click();
  await warden.page.getByLabel('Enrolment code').fill(second);
  await warden.button('Continue').click();
  await warden.choosePin(SECOND_PIN);
  await warden.startShift();
  await warden.allReceived();
  await warden.readyOffline();

  await phone.setOffline(true);
  await warden.button('Lock').click();
  await warden.button('孙二').click();
  await warden.unlock(SECOND_PIN);
  await warden.page.getByText('Wrong PIN. 9 tries left.').waitFor();
  await warden.unlock(PIN);
  await warden.check(one!);
  await warden.check(two!);
  await warden.button('Lock').click();

  await warden.button('李四').click();
  await warden.unlock(SECOND_PIN);
  await warden.pick(two!.number);
  await warden.page.getByText(/^Already logged \d+ s ago by 孙二/).waitFor();
  await warden.button('Skip').click();
  await warden.check(three!);

  await phone.setOffline(false);
  await warden.allReceived();
  const rows = await office.doorLog();
  expect(rows.map(({ by, subject, reading }) => [by.name, subject.number, reading?.tempC])).toEqual(
    [
      ['孙二', one!.number, one!.tempC],
      ['孙二', two!.number, two!.tempC],
      ['李四', three!.number, three!.tempC],
    ],
  );
}, 120_000);

test('ten wrong PINs close one account only, and its unsent records still go up', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const first = await office.enrolmentCodeFor('孙二', 'keeper', post);
  const second = await office.enrolmentCodeFor('李四', 'keeper', post);
  const [one] = passagesOfWeek(here.name, 7).slice(6);

  const phone = await testPhone(freshFolder('phone'));
  await phone.clock.install();
  const warden = await Warden.enrol(phone, server.url, first);
  await warden.startShift();
  await warden.allReceived();
  await warden.readyOffline();
  await phone.setOffline(true);
  await warden.check(one!);
  await warden.waiting(1);
  await warden.lock();
  for (let tries = 1; tries <= 9; tries += 1) {
    await warden.typePin(WRONG_PIN);
    const left = 10 - tries;
    await warden.page
      .getByText(left === 1 ? 'Wrong PIN. One try left.' : `Wrong PIN. ${left} tries left.`)
      .waitFor();
    await phone.clock.fastForward('31:00');
    await expect.poll(() => warden.button('5').isEnabled(), { timeout: 5_000 }).toBe(true);
  }
  await warden.typePin(WRONG_PIN);
  await warden.page.getByText('Ten wrong PINs: this sign-in is closed.').waitFor();
  expect(await warden.button('5').count()).toBe(0);
  await warden.page.reload();
  await warden.page.getByText('Ten wrong PINs: this sign-in is closed.').waitFor();

  await phone.setOffline(false);
  await warden.button('Enter a new code').click();
  await warden.page.getByLabel('Enrolment code').fill(second);
  await warden.button('Continue').click();
  await warden.choosePin(SECOND_PIN);
  await warden.startShift();
  await expect
    .poll(
      async () => (await office.doorLog()).map(({ by, subject }) => [by.name, subject.number]),
      {
        timeout: 30_000,
      },
    )
    .toEqual([['孙二', one!.number]]);
  await warden.button('Lock').click();
  await warden.button(/孙二 ?signed out/).waitFor();
}, 120_000);
