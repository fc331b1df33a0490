import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { providePrograms, type Engine, type EngineDriver } from './engine.ts';

const provideFirefox = (): string =>
  providePrograms({
    programs: { firefox: ['firefox-esr', 'firefox'] },
    packages: ['firefox-esr'],
    otherwise: 'The Firefox test needs Firefox: install it (Debian: firefox-esr).',
  }).firefox;

export const firefox: Engine = {
  name: 'Firefox',
  provide: provideFirefox,
  open: openFirefox,
};

/** Firefox by WebDriver BiDi, on a loopback port of its own choice. */
async function openFirefox(): Promise<EngineDriver> {
  const profile = mkdtempSync(join(tmpdir(), 'shouwang-firefox-'));
  const browser = await launch({
    browser: 'firefox',
    executablePath: provideFirefox(),
    headless: true,
    userDataDir: profile,
    extraPrefsFirefox: { 'intl.accept_languages': 'en-GB, en' },
    env: { ...process.env, TZ: 'Asia/Shanghai' },
    defaultViewport: { width: 400, height: 740 },
  });
  const complaints: string[] = [];
  const page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    evaluate: async <Input, Output>(
      inPage: (input: Input) => Output | Promise<Output>,
      input: Input,
    ) => (await page.evaluate(inPage as (input: unknown) => unknown, input)) as Output,
    complaints: () => Promise.resolve(complaints),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
