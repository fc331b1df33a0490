import { expect, test } from 'vitest';
import { EnrolmentPage, type EnrolmentEntry } from '../../src/protocol/office-enrolment.ts';
import { freshFolder, testDesk, testPhone, testServer } from './support/cleanup.ts';
import type { Desk } from './support/desk.ts';
import { setUpWenyuan, type Office } from './support/office.ts';
import { PIN, Warden } from './support/warden.ts';

test('the office prints cards for a unit, a student enrols by code and number, and the next card ends that phone', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.goTo('Enrolment cards');
  await desk.page.getByRole('combobox', { name: /^Building/ }).selectOption(buildings[0]!.id);
  await desk.page.getByRole('combobox', { name: /^Unit/ }).selectOption({ label: '1' });
  const inUnit = await desk.countOf('Without a code');
  await desk.button('Make cards …').click();
  await desk.page.getByText(`Make cards for ${inUnit} people?`).waitFor();
  await desk.button('Make the cards').click();
  await desk.page.getByText(`${inUnit} cards are ready.`).waitFor();
  const cards = desk.page.getByRole('article');
  await expect.poll(() => cards.count()).toBe(inUnit);
  const name = await cards.first().getByRole('heading').textContent();
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec((await cards.first().textContent()) ?? '')![0];
  await desk.button('Done, all printed').click();
  await expect.poll(() => desk.countOf('Has a code')).toBe(inUnit);
  const student = await studentOf(office, name!);

  const phone = await testPhone(freshFolder('student'));
  const warden = await Warden.open(phone, server.url);
  await warden.page.getByLabel('Enrolment code').fill(code.toLowerCase());
  await warden.page.getByLabel('Your student or staff number').fill('201900000000');
  await warden.button('Continue').click();
  await warden.choosePin(PIN);
  await warden.page.getByRole('alert').getByText('do not go together').waitFor();
  await warden.button('Check code and number').click();
  expect(await warden.page.getByLabel('Enrolment code').inputValue()).toBe(code);
  await warden.page.getByLabel('Your student or staff number').fill(student.number!);
  await warden.button('Continue').click();
  await warden.choosePin(PIN);
  await expect.poll(async () => (await studentOf(office, name!)).state).toBe('enrolled');

  await renew(desk, name!);
  await warden.page.getByRole('heading', { name: 'This phone is blocked' }).waitFor({
    timeout: 60_000,
  });
  expect((await studentOf(office, name!)).state).toBe('waiting');
}, 180_000);

async function studentOf(office: Office, name: string): Promise<EnrolmentEntry> {
  const body = { kind: 'student', query: name };
  const { people } = EnrolmentPage.parse(await office.json('POST', '/enrolments/search', body));
  return people.find((one) => one.name === name)!;
}

async function renew(desk: Desk, name: string): Promise<void> {
  await desk.page.getByLabel('Find by name or number').fill(name);
  await desk.page.getByRole('row', { name }).filter({ hasText: 'Enrolled' }).waitFor();
  await desk.button(`New card for ${name}`).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByText('The phone so far ends').waitFor();
  await dialog.getByRole('button', { name: 'New card', exact: true }).click();
  await desk.page.getByText('1 card is ready.').waitFor();
}
