import { expect, test } from 'vitest';
import { keeperOnDuty } from '../support/keeper-on-duty.ts';
import type { Office } from '../support/office.ts';
import { passagesOfWeek } from '../support/readings.ts';

test('a reading that is not settled is taken again, and every one of them is kept', async () => {
  const restOneMinute = (of: Office) =>
    of.changePolicy((policy) => ({
      ...policy,
      temperature: {
        ...policy.temperature,
        remeasure: { ...policy.temperature.remeasure, restMinutes: 1 },
      },
    }));
  const { office, here, warden } = await keeperOnDuty(restOneMinute);
  const { page } = warden;
  const [hot, next, cold, third] = passagesOfWeek(here.name, 12)
    .slice(6)
    .map(({ number }) => number);

  await warden.pick(hot!);
  await warden.measure('290');
  await page.getByText('29.0 cannot be right. Nothing is saved. Type it again').waitFor();
  await warden.measure('378');
  await page.getByText('High: step aside').first().waitFor();
  const card = page.getByRole('button', { name: /^Second reading of .*: (1:00|0:\d\d) left$/ });
  await card.waitFor();
  const left = await card.getAttribute('aria-label');
  await expect.poll(() => card.getAttribute('aria-label'), { timeout: 5_000 }).not.toBe(left);

  await warden.check({ number: next!, direction: 'in', tempC: 36.5 });
  await card.click();
  await page.getByText(/^Second reading\. First: 37\.8 °C, Forehead/).waitFor();
  expect(await page.getByRole('combobox', { name: 'Measured at' }).inputValue()).toBe('axilla');
  await warden.measure('367');
  await page.getByText('Not settled yet').first().waitFor();
  await warden.button('Somebody else').click();
  await page
    .getByRole('button', { name: /^Second reading of .*: Measure now$/ })
    .click({ timeout: 90_000 });
  await warden.measure('368');
  await page.getByText('Second reading normal: may pass').first().waitFor();
  expect(await page.getByRole('button', { name: /^Second reading of/ }).count()).toBe(0);

  await warden.pick(cold!);
  await warden.measure('342');
  await page.getByText('Too low: measure again').first().waitFor();
  expect(await page.getByText('may pass').count()).toBe(0);
  await warden.measure('364');
  await page.getByText('Normal: may pass').first().waitFor();

  await page.getByRole('button', { name: /Forehead · °C/ }).click();
  await page.getByRole('radio', { name: 'It shows °F' }).check();
  await warden.button('Use these').click();
  await page.getByRole('button', { name: /Forehead · °F/ }).waitFor();
  await warden.pick(third!);
  await warden.measure('995');
  await page.getByText('High: step aside').first().waitFor();

  await warden.allReceived();
  await expect.poll(async () => (await office.doorLog()).length, { timeout: 30_000 }).toBe(7);
  const rows = await office.doorLog();
  expect(
    rows.map(({ subject, reading, repeats }) => [
      subject.number,
      reading?.tempC,
      reading?.site,
      reading?.verdict,
      rows.findIndex(({ id }) => id === repeats),
    ]),
  ).toEqual([
    [hot, 37.8, 'forehead', 'high', -1],
    [next, 36.5, 'forehead', 'normal', -1],
    [hot, 36.7, 'axilla', 'normal', 0],
    [hot, 36.8, 'axilla', 'normal', 0],
    [cold, 34.2, 'forehead', 'too-low', -1],
    [cold, 36.4, 'forehead', 'normal', 4],
    [third, 37.5, 'forehead', 'high', -1],
  ]);
  expect(rows[6]!.reading).toMatchObject({ rawValue: 99.5, rawUnit: 'F' });
}, 240_000);
