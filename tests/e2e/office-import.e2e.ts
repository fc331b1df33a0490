import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testDesk, testServer } from './support/cleanup.ts';
import type { Desk } from './support/desk.ts';
import { FIXTURES, SIGN_IN } from './support/office.ts';

const ROSTER = 'Roster (.xlsx or .csv)';
const NEW_BUILDING = '余区国际公寓';

test('from the printed link to a roster in force, with a building made from the preview', async () => {
  const server = await testServer();
  const desk = await testDesk();
  await setUp(desk, server.setUpLink());

  await desk.goTo('Places');
  await desk.page.getByText('Load a list of buildings').click();
  await desk.chooseFile('Building list (.json)', listWithout(NEW_BUILDING));
  await desk.button('Load it').click();
  await desk.page.getByText('buildings 9,').waitFor();

  await desk.goTo('Roster import');
  await desk.chooseFile(ROSTER, `${FIXTURES}mafangshan-messy.xlsx`);
  await desk.heading('Preview of mafangshan-messy.xlsx').waitFor();
  expect((await countsOf(desk)).rejected).toBeGreaterThan(52);
  await desk.page
    .getByLabel(`“${NEW_BUILDING}” is`)
    .selectOption({ label: 'a building to create' });
  for (const other of ['国际公寓'])
    await nameIfPresent(desk, other, `another name of ${NEW_BUILDING}`);
  await desk.button(/^Register \d names? and read again$/).click();
  await expect.poll(() => countsOf(desk), { timeout: 30_000 }).toEqual(expectedCounts());

  await expect.poll(() => desk.page.getByRole('radio', { name: /^New 4736$/ }).count()).toBe(1);
  await desk.button('Apply').click();
  await desk.page.getByText('Imported. New: 4736, moved: 0').waitFor({ timeout: 60_000 });
  await desk.goTo('Overview');
  await desk.page.getByRole('link', { name: '4737 people in the directory' }).waitFor();
}, 120_000);

test('a second file is compared with what is stored: who moved, who left, and nothing before "apply"', async () => {
  const server = await testServer();
  const desk = await testDesk();
  await setUp(desk, server.setUpLink());
  await desk.goTo('Roster import');
  const rows = readFileSync(`${FIXTURES}wenyuan-clean.csv`, 'utf8').split('\n').slice(0, 41);

  await desk.chooseFile(ROSTER, csv('first.csv', rows));
  await desk.button(/^Register \d names? and read again$/).click();
  await desk.button('Apply').click();
  await desk.page.getByText('Imported. New: 40,').waitFor();

  const moved = rows[1]!.replace(',1,101,1,', ',2,217,3,');
  expect(moved).not.toBe(rows[1]);
  await desk.chooseFile(ROSTER, csv('second.csv', [rows[0]!, moved, ...rows.slice(3)]));
  await desk.heading('Preview of second.csv').waitFor();
  const kinds = desk.page.getByRole('group', { name: 'What would change' });
  await kinds.getByRole('radio', { name: 'Moved 1' }).check();
  await desk.page.getByRole('cell', { name: /Room: 101 becomes 217/ }).waitFor();
  await kinds.getByRole('radio', { name: 'Not in the file 1' }).check();
  await desk.page.getByRole('radio', { name: 'They have left: end their stay' }).check();
  await desk.page.getByText('New 0 · moved 1 · changed 0 · stays ended 1').waitFor();
  await desk.button('Apply').click();
  await desk.page
    .getByText('Imported. New: 0, moved: 1, changed: 0, left: 1, unchanged: 38.')
    .waitFor();

  await desk.chooseFile(ROSTER, csv('third.csv', [rows[0]!, moved, ...rows.slice(3)]));
  await desk.page.getByText('There is nothing to apply.').waitFor();
}, 120_000);

test('the set-up link works once, and a file of another kind is refused with its reason', async () => {
  const server = await testServer();
  const desk = await testDesk();
  const link = server.setUpLink();
  await setUp(desk, link);
  await desk.goTo('Roster import');

  const oldExcel = Buffer.from('d0cf11e0a1b11ae1'.padEnd(2048, '0'), 'hex');
  await desk.chooseFile(ROSTER, { name: 'old.xlsx', mimeType: '', buffer: oldExcel });
  await desk.page.getByText('“old.xlsx” was refused').waitFor();
  await desk.page.getByText('This is an old Excel file (.xls)').waitFor();
  const page = Buffer.from('<!doctype html><html><table><tr><td>学号</td></tr></table></html>');
  await desk.chooseFile(ROSTER, { name: 'page.xlsx', mimeType: '', buffer: page });
  await desk.page.getByText('This file is really a web page').waitFor();
  await desk.page.getByText('Nothing was stored. (Code: FILE_HTML)').waitFor();

  const other = await testDesk();
  await other.page.goto(link);
  await other.heading('Office sign-in').waitFor();
  expect(other.page.url()).not.toContain('setup');
  const again = await fetch(`${server.url}/api/v1/setup`, {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ ...SIGN_IN, secret: link.split('#setup=')[1], organisation: '另一所' }),
  });
  expect(await again.json()).toMatchObject({ status: 409, code: 'already-set-up' });
}, 120_000);

async function setUp(desk: Desk, link: string): Promise<void> {
  await desk.page.goto(link);
  await desk.page.getByLabel('Organisation').fill('马房山大学');
  expect(desk.page.url()).not.toContain('setup');
  await desk.page.getByLabel('Campus (may stay empty)').fill('马房山校区');
  await desk.page.getByLabel('Your name').fill(SIGN_IN.name);
  await desk.page.getByLabel('Sign-in name').fill(SIGN_IN.login);
  await desk.page.getByLabel('Password', { exact: true }).fill(SIGN_IN.password);
  await desk.page.getByLabel('Password again').fill(SIGN_IN.password);
  await desk.button('Set up and sign in').click();
  await desk.heading('Overview').waitFor();
}

interface Counts {
  dataRows: number;
  imported: number;
  merged: number;
  rejected: number;
  warnings: number;
}

async function countsOf(desk: Desk): Promise<Counts> {
  return {
    dataRows: await desk.countOf('rows'),
    imported: await desk.countOf('can be imported'),
    merged: await desk.countOf('identical repeats, merged'),
    rejected: await desk.countOf('rejected'),
    warnings: await desk.countOf('warnings'),
  };
}

function expectedCounts(): Counts {
  const file = `${FIXTURES}mafangshan-messy.xlsx.expected.json`;
  const { counts } = JSON.parse(readFileSync(file, 'utf8')) as { counts: Counts };
  const { dataRows, imported, merged, rejected, warnings } = counts;
  return { dataRows, imported, merged, rejected, warnings };
}

async function nameIfPresent(desk: Desk, name: string, label: string): Promise<void> {
  const choice = desk.page.getByLabel(`“${name}” is`, { exact: true });
  if ((await choice.count()) > 0) await choice.selectOption({ label });
}

function listWithout(name: string) {
  const lists = JSON.parse(readFileSync(`${FIXTURES}buildings.json`, 'utf8')) as {
    mafangshan: { name: string }[];
  };
  const list = lists.mafangshan.filter((building) => building.name !== name);
  return {
    name: 'nine.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(list)),
  };
}

const csv = (name: string, rows: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(rows.join('\n')),
});
