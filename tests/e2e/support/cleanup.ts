import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { openDesk, openPhone, type PhoneOptions } from './browser.ts';
import { Desk } from './desk.ts';
import { startServer, type RunningServer } from './server.ts';

/** A fresh folder that goes when the test has finished. */
export function freshFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `shouwang-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A server on a fresh database, stopped when the test has finished. */
export async function testServer(): Promise<RunningServer> {
  return (await freshServer()).server;
}

/** The same, for a test that looks into the database's folder. */
export async function freshServer(): Promise<{ server: RunningServer; dataDir: string }> {
  const dataDir = freshFolder('data');
  const server = await startServer({ dataDir });
  onTestFinished(() => server.stop());
  return { server, dataDir };
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

/** The office's screen in a browser of its own, closed when the test has finished. */
export async function testDesk(options: Omit<PhoneOptions, 'profile'> = {}): Promise<Desk> {
  const { page, close } = await openDesk(options);
  onTestFinished(close);
  return new Desk(page);
}
