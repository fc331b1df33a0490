// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { deviceNameOf, readPlatform } from './platform.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Safari/604.1';
const MACINTOSH = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15';
const PIXEL = 'Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A) Chrome/120.0 Mobile Safari/537';
const REDUCED = 'Mozilla/5.0 (Linux; Android 10; K) Chrome/120.0 Mobile Safari/537';

test.each([
  [IPHONE, 5, 'ios'],
  [MACINTOSH, 5, 'ios'],
  [MACINTOSH, 0, 'desktop'],
  [PIXEL, 5, 'android'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0', 10, 'desktop'],
])('%s with %i touch points is %s', (userAgent, maxTouchPoints, platform) => {
  expect(readPlatform({ userAgent, maxTouchPoints })).toBe(platform);
});

test.each([
  [PIXEL, 'Pixel 7'],
  [REDUCED, 'Android'],
  [IPHONE, 'iPhone'],
  ['something else', 'Phone'],
])('%s is called %s', (userAgent, name) => {
  expect(deviceNameOf(userAgent)).toBe(name);
});
