// @vitest-environment happy-dom
import '../../tests/support/real-dom-exception.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
  PIN,
} from '../../tests/support/phone-storage.ts';
import type { Id } from '../domain/id.ts';
import { openVault, type Vault } from '../store/vault.ts';
import { createSession, type Session } from './session.ts';
import { openWork, type Work } from './work.ts';

const now = (): number => Date.now();
const report = (error: unknown): never => {
  throw error;
};
let vault: Vault;
let work: Work;
let amara: Id;
let lin: Id;
let tabs: Session[];

beforeEach(async () => {
  await emptyProfile();
  sessionStorage.clear();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  vault = await openVault({ now, ...FEW_ROUNDS });
  const first = buildEnrolment({ name: 'Amara' });
  const second = buildEnrolment({ name: '林知夏' });
  const { server, deviceId } = first.reply;
  amara = (await vault.enrol(first)).accountId;
  const reply = { ...second.reply, server, deviceId };
  lin = (await vault.enrol({ ...second, deviceToken: null, reply })).accountId;
  work = await openWork({ vault, now, report, onDrained: () => {} });
  tabs = [];
});
afterEach(async () => {
  for (const tab of tabs) if (tab.stage.value.kind === 'open') await tab.lock();
  work.sync.stop();
  await vi.waitFor(() => expect(work.sync.status().isRunning).toBe(false));
  work.journal.close();
  vi.unstubAllGlobals();
});

function openTab(): Session {
  const tab = createSession({ vault, now, report, openWork: () => Promise.resolve(work) });
  tabs.push(tab);
  return tab;
}

async function openTabOf(accountId: Id): Promise<Session> {
  const tab = openTab();
  await tab.unlock(accountId, PIN);
  return tab;
}

function appOf({ stage }: Session) {
  if (stage.value.kind !== 'open') throw new Error(`still ${stage.value.kind}`);
  return stage.value.app;
}

const isAt = (tab: Session, kind: string) =>
  vi.waitFor(() => expect(tab.stage.value.kind).toBe(kind));

test('who locks by hand is out of every tab, and nobody else is', async () => {
  const [one, other] = [await openTabOf(amara), await openTabOf(amara)];
  const colleague = await openTabOf(lin);

  appOf(one).lock();

  await isAt(one, 'locked');
  await isAt(other, 'locked');
  expect(appOf(colleague).unlocked.name).toBe('林知夏');
});

test('a tab that lies idle locks itself alone', async () => {
  const [idle, busy, told] = [await openTabOf(amara), await openTabOf(amara), await openTabOf(lin)];

  await idle.lock();
  appOf(told).lock();

  await isAt(told, 'locked');
  expect(appOf(busy).unlocked.name).toBe('Amara');
});

test('an enrolment anew in one tab locks the other one, and stays open itself', async () => {
  const [old, fresh] = [await openTabOf(amara), openTab()];
  const { reply, ...parts } = buildEnrolment();
  const account = { id: amara, personId: appOf(old).unlocked.personId, name: 'Amara' };
  const unlocked = await vault.enrol({ ...parts, deviceToken: null, reply: { ...reply, account } });

  await fresh.enter(unlocked);

  await isAt(old, 'locked');
  expect(appOf(fresh).unlocked).toBe(unlocked);
});

test('a tab that opens while another one enrols the account anew does not stay with the old keys', async () => {
  let open: (opened: Work) => void = () => {};
  const opening = new Promise<Work>((resolve) => (open = resolve));
  const late = createSession({ vault, now, report, openWork: () => opening });
  tabs.push(late);
  const entered = late.unlock(amara, PIN);
  const old = appOf(await openTabOf(amara)).unlocked;
  const { reply, ...parts } = buildEnrolment();
  const account = { id: amara, personId: old.personId, name: 'Amara' };
  const unlocked = await vault.enrol({ ...parts, deviceToken: null, reply: { ...reply, account } });
  const fresh = openTab();
  await fresh.enter(unlocked);

  open(work);
  await entered;

  await isAt(late, 'locked');
  expect(appOf(fresh).unlocked).toBe(unlocked);
});

test('a tab comes back by the grace of who was in it, and of nobody else', async () => {
  const first = await openTabOf(amara);
  await vault.holdGrace(appOf(first).unlocked, 15);
  const same = openTab();
  await same.start(null);
  expect(appOf(same).unlocked.name).toBe('Amara');

  await openTabOf(lin);
  await vault.holdGrace(appOf(first).unlocked, 15);
  const colleague = openTab();
  await colleague.start(null);

  await isAt(colleague, 'locked');
});

test('a code that comes in the address locks first who is in', async () => {
  const tab = await openTabOf(amara);
  await vault.holdGrace(appOf(tab).unlocked, 15);

  await tab.beginEnrolment('K7QM2XPA9RTE');

  expect(tab.stage.value).toEqual({ kind: 'enrolling', code: 'K7QM2XPA9RTE' });
  expect(tab.accounts.value).toHaveLength(2);
  expect(await vault.resume()).toBeNull();
});
