import type { Locator, Page } from 'playwright-core';
import { wordsOf, type Language } from './app-words.ts';
import { greyPhoto } from './camera.ts';
import { isGood } from './looked-at.ts';
import { PIN } from './warden.ts';

/** A page with the words of its language, and what a thumb does there. */
interface Walk {
  page: Page;
  language: Language;
  sheet: Locator;
  press: (name: string | RegExp) => Promise<void>;
  choose: (name: string) => Promise<void>;
  good: (screen: string) => Promise<void>;
  close: () => Promise<void>;
}

/** Every screen of rounds, seals and disinfection, seen by a building head who is enrolled here. */
export async function walkTheDuties(page: Page, language: Language, url: string): Promise<void> {
  const sheet = page.getByRole('dialog');
  const walk: Walk = {
    page,
    language,
    sheet,
    press: (name) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click(),
    choose: (name) => page.getByRole('radio', { name, exact: true }).check({ force: true }),
    good: (screen) => isGood(page, `${language}: ${screen}`),
    close: async () => {
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'hidden' });
    },
  };
  await choosePin(walk);
  await page.getByRole('link', { name: wordsOf('shell/frame', language)('duties.round') }).click();
  await startTheRound(walk);
  await walkTheRoom(walk);
  await walkTheHygiene(walk);
  await walkTheNight(walk, url);
  await page.goto(`${url}/seals`);
  await walkTheSeals(walk, url);
  await page.goto(`${url}/disinfection`);
  await walkTheDisinfection(walk);
}

async function choosePin({ page, language, press }: Walk): Promise<void> {
  const enrolment = wordsOf('shell/enrolment', language);
  for (const title of ['choosePin', 'repeatPin']) {
    await page.getByRole('heading', { name: enrolment(title), exact: true }).waitFor();
    for (const digit of PIN) await press(digit);
  }
}

async function startTheRound({ page, language, good, press }: Walk): Promise<void> {
  const round = wordsOf('features/round', language);
  await page.getByRole('heading', { name: round('start.title'), exact: true }).waitFor();
  await page.getByRole('radio').nth(3).waitFor();
  await good('start of a round');
  await press(round('start.start'));
  await page.getByRole('link', { name: /^102 / }).waitFor();
  await good('list of rooms');
  await press(round('list.change'));
  await good('change of the round');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^102 / }).click();
}

async function walkTheRoom({ page, language, good, press, sheet, close }: Walk): Promise<void> {
  const round = wordsOf('features/round', language);
  const states = page.getByRole('group', { name: wordAround(round('person.states')) });
  await states.first().waitFor();
  await good('a room');
  await states
    .first()
    .getByRole('button', { name: round('presence.absent'), exact: true })
    .click();
  await press(wordAround(round('person.complaint')));
  await sheet.getByRole('textbox').waitFor();
  await good('complaint');
  await close();
  await page.getByText(round('note.title')).click();
  await good('note of a visit');
  const measures = page.getByRole('button', { name: wordAround(round('person.measure')) });
  await measures.nth(1).click();
  for (const digit of '385') await press(digit);
  await page.getByText(round('verdict.high')).first().waitFor();
  await good('measuring, after a high reading');
  const stop = page.getByRole('button', { name: round('measuring.close'), exact: true });
  if (await stop.isVisible()) await stop.click();
}

async function walkTheHygiene({ page, language, good, press, sheet, close }: Walk): Promise<void> {
  const hygiene = wordsOf('features/round/hygiene', language);
  const photos = wordsOf('ui/photos', language);
  await press(new RegExp(`^${hygiene('button.plain')}`));
  const items = sheet.getByRole('list', { name: hygiene('shared'), exact: true });
  const item = items.getByRole('button').first();
  await item.waitFor();
  await good('hygiene');
  await item.click();
  const buffer = await greyPhoto(page, 120);
  await sheet
    .getByLabel(photos('take'))
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
  await sheet.getByRole('img').waitFor();
  await good('a finding');
  await press(hygiene('saveFinding'));
  await sheet.getByText(hygiene('here'), { exact: true }).waitFor();
  await good('what was found');
  await close();
}

async function walkTheNight({ page, language, good, press, choose }: Walk, url: string) {
  const round = wordsOf('features/round', language);
  await page.goto(`${url}/round`);
  await press(round('room.back'));
  await press(round('list.change'));
  await press(round('sheet.end'));
  await page.getByRole('heading', { name: round('start.title'), exact: true }).waitFor();
  await choose(round('purpose.night_check'));
  await good('start of a night check');
  await press(round('start.start'));
  await page.getByRole('link', { name: round('list.night') }).click();
  await page.getByRole('button', { name: round('night.copy') }).waitFor();
  await good('who is in for the night');
}

async function walkTheSeals(walk: Walk, url: string): Promise<void> {
  const { page, language, good, press, choose, sheet, close } = walk;
  const seal = wordsOf('features/seal', language);
  const check = wordsOf('duty/seal-check', language);
  await page.getByRole('button', { name: seal('list.apply'), exact: true }).waitFor();
  await good('seals to check');
  await press(seal('list.apply'));
  await sheet.getByLabel(seal('apply.number')).waitFor();
  await press(seal('apply.save'));
  await good('a seal, not whole');
  await choose(check('thing.window'));
  await sheet.getByLabel(seal('apply.number')).fill(`Z-1-${language}`);
  await press(seal('apply.reason.exit'));
  await press(seal('apply.save'));
  await sheet.waitFor({ state: 'hidden' });
  await page.getByRole('combobox').selectOption('all');
  const row = page
    .getByRole('listitem')
    .getByRole('button')
    .filter({ hasText: `Z-1-${language}` });
  await row.waitFor();
  await good('list of seals');
  await row.click();
  await sheet.getByRole('button', { name: check('state.broken'), exact: true }).waitFor();
  await good('a seal with its chain');
  await sheet.getByRole('button', { name: check('state.broken'), exact: true }).click();
  await good('a broken seal');
  await sheet.getByRole('button', { name: check('form.save'), exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
  await page.goto(`${url}/seals/incidents`);
  await page
    .getByRole('button', { name: wordAround(seal('incidents.acknowledgeLabel')) })
    .first()
    .waitFor();
  await good('incidents');
  if (await sheet.isVisible()) await close();
}

async function walkTheDisinfection({ page, language, good, press, sheet }: Walk): Promise<void> {
  const clean = wordsOf('features/disinfection', language);
  const start = page.getByRole('button', {
    name: clean('start.of').replace('{{area}}', language),
    exact: true,
  });
  await start.waitFor();
  await good('board of disinfection');
  await start.click();
  await sheet.getByLabel(clean('mix.percent')).fill('5');
  await good('start of a disinfection');
  await sheet.getByRole('button', { name: /30/ }).last().click();
  await sheet.waitFor({ state: 'hidden' });
  await press(clean('slot.open').replace('{{area}}', language));
  await sheet.waitFor();
  await good('a disinfection that runs');
}

/** A sentence with any name in it. */
function wordAround(sentence: string): RegExp {
  const parts = sentence.split(/\{\{\w+\}\}/).map((part) => part.replaceAll(/[()?.*+]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
