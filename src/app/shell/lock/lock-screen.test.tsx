// @vitest-environment happy-dom
import '../../../../tests/support/real-dom-exception.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  PIN,
  FEW_ROUNDS,
} from '../../../../tests/support/phone-storage.ts';
import { show, type Shown } from '../../../../tests/support/show.ts';
import { openVault, type Vault } from '../../../store/vault.ts';
import { createSession, type Session } from '../../session.ts';
import { setLanguage } from '../../strings.ts';
import { openWork } from '../../work.ts';
import { LockScreen } from './lock-screen.tsx';

const WRONG_PIN = '111222';
const HOUR = 3_600_000;
let screen: Shown;
let session: Session;
let skewMs: number;
const now = (): number => Date.now() + skewMs;
const report = (error: unknown): never => {
  throw error;
};

beforeEach(async () => {
  await emptyProfile();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  setLanguage('en');
  skewMs = 0;
});
afterEach(async () => {
  screen.leave();
  const { sync, journal } = await session.work();
  if (session.stage.value.kind === 'open') await session.lock();
  sync.stop();
  await vi.waitFor(() => expect(sync.status().isRunning).toBe(false));
  journal.close();
  vi.unstubAllGlobals();
});

/** A phone with these people, locked, after something has happened to its vault. */
async function showLocked(
  names: string[],
  before?: (vault: Vault, accountId: string) => Promise<void>,
): Promise<void> {
  const vault = await openVault({ now, ...FEW_ROUNDS });
  const { reply, ...parts } = buildEnrolment({ name: names[0]! });
  await vault.enrol({ ...parts, reply });
  for (const name of names.slice(1)) {
    const next = buildEnrolment({ name });
    const { server, deviceId } = reply;
    await vault.enrol({ ...next, deviceToken: null, reply: { ...next.reply, server, deviceId } });
  }
  await before?.(vault, reply.account.id);
  session = createSession({
    vault,
    now,
    report,
    openWork: () => openWork({ vault, now, report, onDrained: () => {} }),
  });
  await session.start(null);
  screen = await show(<LockScreen session={session} />);
}

async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await screen.press(digit);
}

async function whoIsIn(): Promise<string> {
  return vi.waitFor(
    () => {
      const stage = session.stage.value;
      if (stage.kind !== 'open') throw new Error(`still ${stage.kind}`);
      return stage.app.unlocked.name;
    },
    { timeout: 5000 },
  );
}

const dots = () => screen.root.querySelector('[role="img"]')?.getAttribute('aria-label');

test('where one person has the phone, the pad is there at once and the PIN opens it', async () => {
  await showLocked(['Amara']);

  await typePin(PIN);

  expect(await whoIsIn()).toBe('Amara');
});

test('where several have it, each chooses a name first', async () => {
  await showLocked(['Amara', '林知夏']);
  expect(dots()).toBeUndefined();

  await screen.press('林知夏');
  await typePin(PIN);

  expect(await whoIsIn()).toBe('林知夏');
});

test('a wrong PIN empties the dots and says how many tries are left', async () => {
  await showLocked(['Amara']);

  await typePin(WRONG_PIN);
  await vi.waitFor(() => expect(screen.text()).toContain('Wrong PIN. 9 tries left.'));

  expect(dots()).toBe('0 of 6 digits');
});

test('a deleted digit is typed again', async () => {
  await showLocked(['Amara']);

  await typePin('2719');
  await screen.press('Delete last digit');
  await typePin('828');

  expect(await whoIsIn()).toBe('Amara');
});

test('the keys of a keyboard work too', async () => {
  await showLocked(['Amara']);

  for (const key of ['2', '7', '9', 'Backspace', '1', '8', '2', '8'])
    document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

  expect(await whoIsIn()).toBe('Amara');
});

test('after several wrong PINs the pad waits and the seconds are shown', async () => {
  await showLocked(['Amara'], async (vault, accountId) => {
    for (let tries = 0; tries < 4; tries += 1) await vault.unlock(accountId, WRONG_PIN);
  });

  await typePin('2');

  expect(dots()).toBe('0 of 6 digits');
  expect(screen.button('2').disabled).toBe(true);
  expect(screen.text()).toMatch(/Wait \d+ seconds, then try again\./);
});

test('after ten wrong PINs the pad is gone and the way on is a new code', async () => {
  await showLocked(['Amara'], async (vault, accountId) => {
    for (let tries = 0; tries < 10; tries += 1) {
      await vault.unlock(accountId, WRONG_PIN);
      skewMs += 24 * HOUR;
    }
  });
  expect(screen.text()).toContain('Ask the office for a new enrolment code');
  expect(dots()).toBeUndefined();

  await screen.press('Enter a new code');

  expect(session.stage.value.kind).toBe('enrolling');
});

test('the language changes in place and keeps the digits typed so far', async () => {
  await showLocked(['Amara']);
  await typePin('271');

  setLanguage('zh');
  await screen.settle();
  expect(screen.text()).toContain('请输入 PIN 码');
  await typePin('828');

  expect(await whoIsIn()).toBe('Amara');
});
