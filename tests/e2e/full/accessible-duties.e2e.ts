import { test } from 'vitest';
import { LANGUAGES } from '../support/app-words.ts';
import { freshFolder, testPhone, testServer } from '../support/cleanup.ts';
import { walkTheDuties } from '../support/duty-screens.ts';
import { setUpWenyuan } from '../support/office.ts';

test('every screen of rounds, seals and disinfection can be read, reached and hit, in both languages, light and dark', async () => {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const post = { kind: 'building', id: here.id } as const;
  const areas = LANGUAGES.map(({ language }) => ({ name: language, class: 'family', isKey: true }));
  await office.json('POST', '/areas', { buildingId: here.id, areas });
  for (const { language, locale } of LANGUAGES) {
    const context = await testPhone(freshFolder(`phone-${language}`), { locale });
    const page = context.pages()[0] ?? (await context.newPage());
    const code = await office.enrolmentCodeFor(`孙二${language}`, 'building_head', post);
    await page.goto(`${server.url}/#enrol=${code}`);
    await walkTheDuties(page, language, server.url);
    await context.close();
  }
}, 240_000);
