import { expect, test } from 'vitest';
import { testDesk } from './support/cleanup.ts';
import { keeperOnDuty } from './support/keeper-on-duty.ts';
import { passagesOfWeek } from './support/readings.ts';

test('what a warden shows at the end of a shift is what the office finds on the server', async () => {
  const { server, here, warden } = await keeperOnDuty();
  for (const passage of passagesOfWeek(here.name, 3)) await warden.check(passage);
  await warden.page.getByText(/^All received/).waitFor();

  await warden.button(/^All received/).click();
  const sheet = warden.page.getByRole('dialog');
  await sheet.getByText('4 of 4 received').waitFor();
  await sheet
    .getByText(/^4 records of this phone were received\. Both sides hold the same/)
    .waitFor();
  const shown = await sheet.innerText();

  const desk = await testDesk();
  await desk.signIn(server.url);
  await desk.page.getByText(/^No backup has ever been made/).waitFor();
  await desk.goTo('Phones');
  await desk.page.getByText('both hold the same').waitFor();
  await desk.page.getByLabel('Text of the receipt').fill(shown);
  await desk.button('Check').click();
  await desk.page.getByText(/^Right: the server holds exactly these 4 records/).waitFor();

  const another = shown.replace(/[0-9A-F](?=[0-9A-F]{3}\n)/, (digit) =>
    digit === '0' ? '1' : '0',
  );
  expect(another).not.toBe(shown);
  await desk.page.getByLabel('Text of the receipt').fill(another);
  await desk.button('Check').click();
  await desk.page.getByText(/^Not the same: the receipt tells of 4 records/).waitFor();
});
