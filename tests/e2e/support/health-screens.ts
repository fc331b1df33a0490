import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { wordsOf, type Language } from './app-words.ts';
import { isGood } from './looked-at.ts';
import { clippedTexts, inPseudoArabic } from './pseudo-arabic.ts';
import { sidewaysPx, smallTargets } from './screen-checks.ts';
import { PIN } from './warden.ts';

/** Where pictures of all screens are to lie, to be looked at by a person; none are made without it. */
const PICTURES = process.env['SCREENS_TO'];

/** A phone with the words of its language, and what a thumb does there. */
export interface Walk {
  page: Page;
  language: Language;
  url: string;
  sheet: Locator;
  press: (name: string | RegExp) => Promise<void>;
  type: (digits: string) => Promise<void>;
  /** Looks at the screen, and on an English phone once more as if it were Arabic. */
  look: (screen: string) => Promise<void>;
}

export async function startWalk(
  page: Page,
  { language, url, link }: { language: Language; url: string; link: string },
): Promise<Walk> {
  const press = (name: string | RegExp): Promise<void> =>
    page
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first()
      .click();
  const type = async (digits: string): Promise<void> => {
    for (const digit of digits) await press(digit);
  };
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}${link}`);
  const enrolment = wordsOf('shell/enrolment', language);
  for (const title of ['choosePin', 'repeatPin']) {
    await page.getByRole('heading', { name: enrolment(title), exact: true }).waitFor();
    await type(PIN);
  }
  let number = 0;
  const look = async (screen: string): Promise<void> => {
    const name = `${String((number += 1)).padStart(2, '0')} ${screen}`;
    await isGood(page, `${language}: ${screen}`);
    expect.soft(await clippedTexts(page), `${language}: ${screen}`).toEqual([]);
    await picture(page, `${language} ${name}`);
    if (language === 'en')
      await inPseudoArabic(page, async () => {
        await isWhole(page, `right to left: ${screen}`);
        await picture(page, `rtl ${name}`);
      });
  };
  return { page, language, url, sheet: page.getByRole('dialog'), press, type, look };
}

async function isWhole(page: Page, screen: string): Promise<void> {
  expect.soft(await smallTargets(page), screen).toEqual([]);
  expect.soft(await sidewaysPx(page), screen).toBe(0);
  expect.soft(await clippedTexts(page), screen).toEqual([]);
}

async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name.replaceAll(/\W+/g, '-')}.png`) });
}

/** From the notice to the answer of a correction, by somebody who reports and reports for room-mates too. */
export async function walkTheReports({ page, language, sheet, press, type, look }: Walk) {
  const say = wordsOf('features/report', language);
  const notice = wordsOf('features/report/notice', language);
  await page.getByRole('button', { name: notice('agree'), exact: true }).waitFor();
  await look('privacy notice');
  await press(notice('agree'));
  await page.getByRole('button', { name: say('report.now'), exact: true }).waitFor();
  await look('what is due');
  await press(say('report.now'));
  await look('temperature');
  await press(say('temperature.none'));
  await look('why not measured');
  await press(say('temperature.toKeypad'));
  await type('381');
  await page.getByRole('button', { name: say('symptoms.none'), exact: true }).waitFor();
  await look('symptoms');
  await press(language === 'zh' ? '咽痛' : 'Sore throat');
  await press(new RegExp(`^${say('symptoms.count_other').replace('{{count}}', '1').slice(0, 4)}`));
  await look('where');
  await press(say('whereabouts.on_campus'));
  await look('contact');
  await press(say('exposure.no'));
  await look('is this right');
  await press(say('send.send'));
  await page.getByRole('button', { name: say('report.correct'), exact: true }).waitFor();
  await look('high: what it means');
  await page.getByRole('link', { name: say('link.mine') }).click();
  await page.getByRole('heading', { name: say('mine.title'), exact: true }).waitFor();
  await look('my data');
  await press(say('mine.ask'));
  await sheet.getByRole('textbox').waitFor();
  await look('ask for a correction');
  await page.keyboard.press('Escape');
}

/** What a unit's keeper sees of reports and sessions. */
export async function walkTheSessions({ page, language, url, sheet, press, look }: Walk) {
  const report = wordsOf('features/report', language);
  const say = wordsOf('features/session', language);
  const absence = wordsOf('duty/absence', language);
  const duties = wordsOf('shell/frame', language);
  const at = async (path: string, ready: Locator): Promise<void> => {
    await page.goto(`${url}${path}`);
    await ready.waitFor();
  };
  const main = page.getByRole('main');
  await page.getByRole('link', { name: new RegExp(`^${duties('duties.session')}`) }).click();
  await main.getByRole('listitem').first().waitFor();
  await look('session');
  await at('/report', page.getByRole('heading', { name: report('abnormal.title'), exact: true }));
  await main.getByRole('listitem').first().waitFor();
  await look('abnormal today, and on behalf');
  await at('/session', main.getByRole('listitem').first());
  await main.getByRole('listitem').getByRole('button').first().click();
  await sheet.waitFor();
  await look('check of one person');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await at('/session/missing', page.getByRole('button', { name: say('missing.copy') }));
  await look('missing');
  await at('/session/absences', page.getByRole('button', { name: absence('absence.add') }));
  await look('absences');
  await press(absence('absence.add'));
  await sheet.waitFor();
  await look('register an absence');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await at('/session/contacts', main.getByRole('listitem').first());
  await look('contacts');
  await at('/session/alarms', page.getByRole('button', { name: say('alarms.take') }).first());
  await look('clusters');
}

/** What a course teacher sees: the names of a class, and the sheet of an absence. */
export async function walkTheClass({ page, language, sheet, press, look }: Walk) {
  const say = wordsOf('features/report/class-absence', language);
  const absence = wordsOf('duty/absence', language);
  const main = page.getByRole('main');
  await main.getByRole('heading', { name: say('title'), exact: true }).waitFor();
  const names = main.locator('button[aria-haspopup=dialog]');
  await names.first().waitFor();
  await look('names of a class');
  await names.first().click();
  await sheet.waitFor();
  await look('an absence told by a teacher');
  await press(absence('save'));
  await main.getByRole('heading', { name: say('mine'), exact: true }).waitFor();
  await look('what a teacher told');
}
