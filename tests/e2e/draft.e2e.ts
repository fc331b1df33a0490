import { expect, test } from 'vitest';
import { killPhone } from './support/browser.ts';
import { freshFolder, testDesk, testPhone } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';
import { draftChanges } from './support/kept-draft.ts';
import { passagesOfWeek } from './support/readings.ts';
import { Warden } from './support/warden.ts';

test('a half-typed check outlives a killed browser and a change of language', async () => {
  const { server, office, here, profile, ...first } = await keeperOnDuty();
  let { phone, warden } = first;
  const [someone] = passagesOfWeek(here.name, 7).slice(6);

  await warden.pick(someone!.number);
  const name = (await warden.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await warden.button('Entry. Tap to change').click();
  await warden.button('3').click();
  await draftChanges(warden.page, () => warden.button('6').click());
  await killPhone(phone, profile);

  phone = await testPhone(profile, { offline: true });
  warden = await Warden.open(phone, server.url);
  await warden.page.getByRole('heading', { name, exact: true }).waitFor();
  await warden.button('Exit. Tap to change').waitFor();
  expect(await warden.page.getByRole('textbox').inputValue()).toBe('36');

  await warden.page.getByRole('link', { name: 'Settings' }).click();
  await warden.page.getByRole('switch', { name: 'Show both languages' }).check();
  await warden.page.getByRole('radio', { name: '中文' }).check();
  await warden.page.getByRole('button', { name: '返回' }).click();
  await warden.page.getByRole('heading', { name, exact: true }).waitFor();
  expect(await warden.page.getByRole('textbox').inputValue()).toBe('36');
  const turn = warden.page.getByRole('button', { name: /^出/ });
  expect(await turn.textContent()).toContain('Exit');
  await warden.page.getByRole('button', { name: '5', exact: true }).click();
  await warden.page.getByRole('button', { name: /完成/ }).click();
  await warden.page.getByText('Normal: may pass').first().waitFor();
  await warden.page.getByText('可以通行').first().waitFor();
  await phone.setOffline(false);
  await expect
    .poll(
      async () =>
        (await office.doorLog()).map(({ subject, direction, reading }) => [
          subject.number,
          direction,
          reading?.tempC,
        ]),
      { timeout: 30_000 },
    )
    .toEqual([[someone!.number, 'out', 36.5]]);
}, 120_000);

test('undo, correction and taking back are seen by a colleague and by the office, with every version', async () => {
  const { server, office, here, post, warden } = await keeperOnDuty();
  const [undone, corrected, voided] = passagesOfWeek(here.name, 9).slice(6);

  await warden.check({ ...undone!, tempC: 36.1 });
  await warden.button(/^Undo \d+ s$/).click();
  await warden.button('Somebody else').click();
  await warden.check({ ...corrected!, tempC: 36.2 });
  await warden.check({ ...voided!, tempC: 36.3 });

  await warden.page.getByRole('link', { name: 'Today' }).click();
  await warden.page.getByRole('button', { name: /36\.2 °C/ }).click();
  const sheet = warden.page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Correct', exact: true }).click();
  await sheet.getByLabel('Temperature').fill('36.7');
  await sheet.getByRole('button', { name: 'Save correction' }).click();
  await warden.page.getByRole('button', { name: /36\.7 °C.*Corrected/ }).waitFor();
  await warden.page.getByRole('button', { name: /36\.3 °C/ }).click();
  await sheet.getByRole('button', { name: 'Take back' }).click();
  await sheet.getByRole('radio', { name: 'Wrong value' }).check();
  await sheet.getByRole('button', { name: 'Take back' }).click();
  await warden.page.getByRole('button', { name: /36\.3 °C.*Taken back/ }).waitFor();
  await warden.allReceived();

  const colleague = await Warden.enrol(
    await testPhone(freshFolder('second')),
    server.url,
    await office.enrolmentCodeFor('李四', 'keeper', post),
  );
  await colleague.startShift();
  await colleague.page.getByRole('link', { name: 'Today' }).click();
  await colleague.page.getByRole('button', { name: /36\.1 °C.*Taken back/ }).waitFor();
  await colleague.page.getByRole('button', { name: /36\.3 °C.*Taken back/ }).click();
  await colleague.page.getByText('Taken back: Wrong value').waitFor();
  await colleague.button('Close').click();
  await colleague.page.getByRole('button', { name: /36\.7 °C.*Corrected/ }).click();
  const versions = colleague.page.getByRole('list', { name: 'Earlier versions' });
  expect(await versions.getByRole('deletion').or(versions.locator('s')).textContent()).toContain(
    '36.2 °C',
  );

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Door records');
  const rowOf = (tempC: string) => desk.page.getByRole('row').filter({ hasText: tempC });
  await rowOf('36.1').getByText('voided').first().waitFor();
  await rowOf('36.3').getByText('voided').first().waitFor();
  await rowOf('36.7').getByText('corrected').first().waitFor();
  const rows = await office.doorLog();
  expect(
    rows.map(({ voided: by, versions: all }) => [by?.reason, all.map((one) => one.reading?.tempC)]),
  ).toEqual([
    ['undo', [36.1]],
    [undefined, [36.2, 36.7]],
    ['wrong-value', [36.3]],
  ]);
}, 120_000);
