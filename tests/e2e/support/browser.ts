import { spawnSync } from 'node:child_process';
import { chromium, devices, type BrowserContext, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** The browser that is installed: `CHROME_PATH`, or one found on the PATH. `null` if there is none. */
export function findChromium(): string | null {
  for (const candidate of [process.env['CHROME_PATH'], MAC]) {
    if (candidate && spawnSync(candidate, ['--version']).status === 0) return candidate;
  }
  for (const name of NAMES) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) return found;
  }
  return null;
}

/** Finds a browser or, as root on Debian, installs `chromium`. Fails with one sentence. */
export function provideChromium(): string {
  const found = findChromium();
  if (found) return found;
  console.log('No Chrome or Chromium found; installing the Debian package chromium …');
  const install = 'apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk';
  spawnSync('sh', ['-c', install], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  const installed = findChromium();
  if (installed) return installed;
  throw new Error(
    'The browser tests need Chrome or Chromium: install one, or set CHROME_PATH to its program.',
  );
}

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface PhoneOptions {
  /** The folder of the browser's profile: what a phone keeps when its browser is killed. */
  profile: string;
  locale?: string;
  colorScheme?: 'light' | 'dark';
  /** Chrome on a Pixel unless told otherwise. */
  userAgent?: string;
  /** Without network from the first moment on, before what the profile left over can be sent. */
  offline?: boolean;
}

/** A phone: 360×740, touch, its own profile on disk. */
export function openPhone({
  profile,
  locale = 'zh-CN',
  colorScheme = 'light',
  userAgent = devices['Pixel 7'].userAgent,
  offline = false,
}: PhoneOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: provideChromium(),
    args: QUIET,
    headless: true,
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    userAgent,
    offline,
    locale,
    colorScheme,
    timezoneId: 'Asia/Shanghai',
  });
}

/** Ends a phone's browser as a dead battery would: every process that uses its profile, at once. */
export async function killPhone(context: BrowserContext, profile: string): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve));
  for (const pid of processesOf(profile)) process.kill(pid, 'SIGKILL');
  await closed;
}

/** The profile is a fresh temporary folder, so its name singles out the processes we started. */
function processesOf(profile: string): number[] {
  const { stdout } = spawnSync('pgrep', ['-f', '--', `--user-data-dir=${profile}`], {
    encoding: 'utf8',
  });
  return stdout.split('\n').filter(Boolean).map(Number);
}

/** The office's computer: wide, with a mouse, English unless told otherwise. */
export async function openDesk({
  locale = 'en-GB',
  colorScheme = 'light',
}: Omit<PhoneOptions, 'profile'> = {}): Promise<{ page: Page; close: () => Promise<void> }> {
  const browser = await chromium.launch({
    executablePath: provideChromium(),
    args: QUIET,
    headless: true,
  });
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale,
    colorScheme,
    timezoneId: 'Asia/Shanghai',
  });
  return { page, close: () => browser.close() };
}
