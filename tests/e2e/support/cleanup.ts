import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { openPhone, type PhoneOptions } from './browser.ts';
import { startServer, type RunningServer } from './server.ts';

/** A fresh folder that goes when the test has finished. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `shouwang-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A server on a fresh database, stopped when the test has finished. */
export async function testServer(): Promise<RunningServer> {
  const server = await startServer({ dataDir: freshFolder('data') });
  onTestFinished(() => server.stop());
  return server;
}

/** A phone with an English screen unless told otherwise, closed when the test has finished. */
export async function testPhone(
  profile: string,
  options: Omit<PhoneOptions, 'profile'> = {},
): Promise<BrowserContext> {
  const phone = await openPhone({ profile, locale: 'en-GB', ...options });
  onTestFinished(() => phone.close());
  return phone;
}
