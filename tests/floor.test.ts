// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';

const scriptOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../public', name), 'utf8');
const floor = scriptOf('floor.js');
const floorPage = scriptOf('floor-page.js');
const CHROME =
  'Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36';

interface BrowserParts {
  userAgent?: string;
  isSecureContext?: boolean;
  /** Powers of a current browser that this one lacks. */
  lacks?: string[];
}

/** What the page has asked its server for. */
let asked: string[] = [];

/** Runs the check as a page in that browser would, and tells what it left on the screen. */
function openIn({ userAgent = CHROME, isSecureContext = true, lacks = [] }: BrowserParts): string {
  const powers: Record<string, unknown> = {
    CompressionStream: () => undefined,
    AbortSignal: class {
      throwIfAborted(): void {}
    },
    structuredClone: () => undefined,
    HTMLDialogElement: () => undefined,
    IDBFactory: class {
      databases(): void {}
    },
    indexedDB: {},
    crypto: { subtle: {} },
  };
  for (const name of lacks) powers[name] = undefined;
  const navigator = { userAgent, serviceWorker: {}, locks: {}, clipboard: {} };
  const page = { isSecureContext };
  const names = ['navigator', 'window', ...Object.keys(powers)];
  const run = (script: string): unknown =>
    new Function(...names, script)(navigator, page, ...Object.values(powers));
  run(floor);
  if (asked.includes('/floor-page.js')) run(floorPage);
  return document.body.textContent;
}

beforeEach(() => {
  document.body.innerHTML = '<div id="app"></div>';
  document.documentElement.removeAttribute('data-floor');
  Object.defineProperty(HTMLScriptElement.prototype, 'noModule', {
    value: false,
    configurable: true,
  });
  asked = [];
  vi.spyOn(document.head, 'appendChild').mockImplementation((element) => {
    asked.push((element as unknown as HTMLElement).getAttribute('src') ?? '');
    return element;
  });
  vi.spyOn(document, 'readyState', 'get').mockReturnValue('complete');
});

test('a current browser is left alone, and asks for nothing more', () => {
  expect(openIn({})).toBe('');
  expect(asked).toEqual([]);
  expect(document.documentElement.hasAttribute('data-floor')).toBe(false);
});

test.each([
  [
    'WeChat',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.47',
  ],
  ['WeCom', 'Mozilla/5.0 (Linux; Android 13) Chrome/120 wxwork/4.1 MicroMessenger/7.0.1'],
  ['QQ', 'Mozilla/5.0 (Linux; Android 13) Chrome/120 V1_AND_SQ_9.0 QQ/9.0.8'],
  ['Weibo', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Weibo (iPhone)'],
  ['DingTalk', 'Mozilla/5.0 (Linux; Android 13) Chrome/120 AliApp(DingTalk/7.5)'],
  ['Facebook', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) [FBAN/FBIOS;FBAV/450]'],
  ['Instagram', 'Mozilla/5.0 (Linux; Android 13) Chrome/120 Instagram 300.0'],
  ['Line', 'Mozilla/5.0 (Linux; Android 13) Chrome/120 Line/13.0'],
  ['an Android web view', 'Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) Chrome/120'],
])('inside %s the page sends people to a browser, in both languages', (_name, userAgent) => {
  const text = openIn({ userAgent });

  expect(text).toContain('请用手机浏览器打开');
  expect(text).toContain('Open this in your browser');
  expect(document.documentElement.getAttribute('data-floor')).toBe('in-app');
});

test('QQ’s own browser is a browser', () => {
  expect(openIn({ userAgent: `${CHROME} MQQBrowser/14.0` })).toBe('');
});

test('an address without TLS is refused, in both languages', () => {
  const text = openIn({ isSecureContext: false });

  expect(text).toContain('这个地址不安全');
  expect(text).toContain('This address is not secure');
});

test.each([
  ['Safari before 16.4, without CompressionStream', 'CompressionStream'],
  ['Chrome before 98, without structuredClone', 'structuredClone'],
  ['a browser without dialogs', 'HTMLDialogElement'],
])('%s is too old, and is told so in both languages', (_name, power) => {
  const text = openIn({ lacks: [power] });

  expect(text).toContain('浏览器太旧了');
  expect(text).toContain('This browser is too old');
});

test('the app leaves nothing behind on the page, and the link can be copied', () => {
  openIn({ userAgent: 'MicroMessenger/8.0.47' });

  expect(document.getElementById('app')).toBeNull();
  expect(document.querySelector('button')?.textContent).toBe('复制链接 · Copy link');
});
