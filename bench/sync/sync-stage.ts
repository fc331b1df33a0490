import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { openPhone } from '../../tests/e2e/support/browser.ts';
import { CAMPUS } from '../door/door-stage.ts';
import { pageScript } from '../page-script.ts';
import { say } from '../progress.ts';
import type { Prop } from '../stage.ts';

/** A page with the product's store and sync and no screens; its journal stays from bench to bench. */
export const SYNC_PAGE: Prop<{ context: BrowserContext; page: Page }> = {
  open: async (stage) => {
    const { server, keeperCode } = await stage.get(CAMPUS);
    say('a page without screens: enrol');
    const context = await openPhone({ profile: join(stage.folder, 'sync-phone') });
    const page = await context.newPage();
    await page.goto(`${server.url}/api/v1/health`);
    await page.evaluate(await pageScript('bench/sync/phone-script.ts', 'unused'));
    await page.evaluate((code) => globalThis.syncPage.enrol(code), keeperCode);
    return { context, page };
  },
  close: ({ context }) => context.close(),
};

/** The same browser's page at the floor's own server. */
export const FLOOR_PAGE: Prop<{ process: ChildProcess; url: string; page: Page }> = {
  open: async (stage) => {
    const folder = join(stage.folder, 'floor');
    mkdirSync(folder);
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'bench/sync/floor-server.ts', folder],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    process.once('exit', () => child.kill());
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const url = line.toString().trim();
    const { context } = await stage.get(SYNC_PAGE);
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(await pageScript('bench/sync/floor-script.ts', 'unused'));
    return { process: child, url, page };
  },
  close: async ({ process: child }) => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  },
};
