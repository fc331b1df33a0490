import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sidewaysPx, smallTargets, violations } from './screen-checks.ts';

export async function isReadable(page: Page, screen: string): Promise<void> {
  expect.soft(await violations(page), screen).toEqual([]);
}

export async function isGood(page: Page, screen: string): Promise<void> {
  await isReadable(page, screen);
  expect.soft(await smallTargets(page), screen).toEqual([]);
  expect.soft(await sidewaysPx(page), screen).toBe(0);
}
