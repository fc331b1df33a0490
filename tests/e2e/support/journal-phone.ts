import type { BrowserContext, Page } from 'playwright-core';
import { pageScript } from '../../../bench/page-script.ts';
import type { Id } from '../../../src/domain/id.ts';
import { openPhone } from './browser.ts';
import { freshFolder, testServer } from './cleanup.ts';
import { setUpWenyuan, type Office } from './office.ts';

/** A server, and the profile of a phone that is enrolled there, for pages without screens. */
export interface JournalPhone {
  office: Office;
  profile: string;
  whom: { doorId: Id; personIds: readonly Id[] };
  open: () => Promise<BrowserContext>;
  /** Another code for the same person. */
  newCode: () => Promise<string>;
  /** A page with the store and the sync; nothing of the journal is open in it yet. */
  openPage: (phone: BrowserContext) => Promise<Page>;
}

/** Answers on the server's own origin, and is no screen. */
const BARE = '/api/v1/health';

export async function enrolJournalPhone(): Promise<JournalPhone> {
  const server = await testServer();
  const { office, buildings } = await setUpWenyuan(server);
  const here = buildings[0]!;
  const script = await pageScript('tests/e2e/support/journal-page.ts', 'unused');
  const profile = freshFolder('phone');
  const { people } = await office.people({ buildingId: here.id });
  const phone: JournalPhone = {
    office,
    profile,
    whom: { doorId: here.doorId, personIds: people.map(({ id }) => id) },
    open: () => openPhone({ profile }),
    newCode: () => office.enrolmentCodeFor('孙二', 'keeper', { kind: 'building', id: here.id }),
    openPage: async (context) => {
      const page = await context.newPage();
      await page.goto(`${server.url}${BARE}`);
      await page.evaluate(script);
      return page;
    },
  };
  const code = await phone.newCode();
  const context = await phone.open();
  const page = await phone.openPage(context);
  await page.evaluate((enrolmentCode) => globalThis.journalPage.enrol(enrolmentCode), code);
  await context.close();
  return phone;
}
