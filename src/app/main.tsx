import { signal } from '@preact/signals';
import { render } from 'preact';
import { openVault } from '../store/vault.ts';
import type { WakeReason } from '../sync/sync.ts';
import { isForOffice, takeCodeFromAddress } from './address.ts';
import { watchInstallOffer } from './device/install.ts';
import { loadPreferences } from './preferences.ts';
import { createSession, type Session } from './session.ts';
import { OfficeShell } from './shell/office-shell.tsx';
import { Shell } from './shell/shell.tsx';
import { colourDemo, enrolment, loadEnrolment } from './this-phone.ts';
import { registerWorker } from './update.ts';
import './ui/tokens.css';
import './ui/base.css';

const now = (): number => Date.now();
const failure = signal<{ of: unknown } | null>(null);

/** What no code expected: the screen becomes the rescue screen. */
function report(of: unknown): void {
  failure.value = { of };
}

/** The page's composition root. `floor.js` has run before and may have taken the page. */
async function main(): Promise<void> {
  const page = document.getElementById('app');
  if (page === null || document.documentElement.dataset['floor'] !== undefined) return;
  addEventListener('unhandledrejection', (event) => report(event.reason));
  watchInstallOffer();

  if (isForOffice(location)) {
    await loadPreferences();
    render(<OfficeShell failure={failure} />, page);
  } else {
    await startPhone(page);
  }
  // A phone at work starts undisturbed; a new one needs its worker before the network goes.
  const hasWorker = 'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;
  const isNew = enrolment.peek() === null && !hasWorker;
  setTimeout(() => void registerWorker(), isNew ? 0 : REGISTER_AFTER_MS);
}

const REGISTER_AFTER_MS = 5000;

/** The lock screen first; what works behind it is fetched and opened once it has been painted. */
async function startPhone(page: HTMLElement): Promise<void> {
  const [code, vault] = await Promise.all([
    takeCodeFromAddress(),
    openVault({ now }),
    loadPreferences(),
    loadEnrolment(),
  ]);
  const onDrained = (): void => void session.wipe().catch(report);
  const session = createSession({
    vault,
    now,
    report,
    openWork: async () => (await import('./work.ts')).openWork({ vault, now, report, onDrained }),
  });
  colourDemo();
  render(<Shell session={session} failure={failure} />, page);
  await session.start(code);

  const takeNext = async (): Promise<void> => {
    const next = await takeCodeFromAddress();
    if (next !== null) await session.beginEnrolment(next);
  };
  addEventListener('hashchange', () => void takeNext());
  requestAnimationFrame(() => setTimeout(() => void prepare(session), 0));
  addEventListener('online', () => void wake(session, 'online'));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void wake(session, 'visible');
  });
}

/** What works behind the lock screen is opened while the PIN is typed; a new phone has nothing there. */
async function prepare(session: Session): Promise<void> {
  if (enrolment.peek() !== null) await session.work();
}

/** Sending goes on while locked, and is tried at every sign of a network; a new phone has nothing to send. */
async function wake(session: Session, reason: WakeReason): Promise<void> {
  if (enrolment.peek() === null) return;
  const { sync } = await session.work();
  sync.wake(reason);
}

void main();
