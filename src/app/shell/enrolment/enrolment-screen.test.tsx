// @vitest-environment happy-dom
import '../../../../tests/support/real-dom-exception.ts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  buildEnrolment,
  emptyProfile,
  FEW_ROUNDS,
} from '../../../../tests/support/phone-storage.ts';
import { show, type Shown } from '../../../../tests/support/show.ts';
import { RedeemRequest, type RedeemReply } from '../../../protocol/enrolment.ts';
import type { ProblemCode } from '../../../protocol/problem.ts';
import { readRedemption } from '../../../store/redemption.ts';
import { openVault } from '../../../store/vault.ts';
import { createSession, type Session } from '../../session.ts';
import { setLanguage } from '../../strings.ts';
import { openWork } from '../../work.ts';
import { EnrolmentScreen } from './enrolment-screen.tsx';

const CODE = 'K7QM2XPA9RTE';
const GOOD_PIN = '493028';
type Answer = RedeemReply | ProblemCode | 'no-network';

let screen: Shown;
let session: Session;
let answers: Answer[];
let requests: { body: RedeemRequest; authorization: string | null }[];
const report = (error: unknown): never => {
  throw error;
};

/** Stands for the network and a server that gives these answers, one after the other. */
function answer(input: unknown, init?: RequestInit): Promise<Response> {
  if (input !== '/api/v1/enrolments/redeem') return Promise.reject(new TypeError('no network'));
  requests.push({
    body: RedeemRequest.parse(JSON.parse(init?.body as string)),
    authorization: new Headers(init?.headers).get('authorization'),
  });
  const next = answers.shift();
  if (next === undefined || next === 'no-network')
    return Promise.reject(new TypeError('no network'));
  if (typeof next !== 'string') return Promise.resolve(Response.json(next));
  const problem = { type: `urn:shouwang:problem:${next}`, title: next, status: 409, code: next };
  return Promise.resolve(Response.json(problem, { status: 409 }));
}

beforeEach(async () => {
  await emptyProfile();
  vi.stubGlobal('fetch', answer);
  setLanguage('en');
  answers = [];
  requests = [];
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

async function showEnrolment(parts: { code?: string; withPerson?: boolean } = {}): Promise<void> {
  const now = (): number => Date.now();
  const vault = await openVault({ now, ...FEW_ROUNDS });
  if (parts.withPerson === true) await vault.enrol(buildEnrolment());
  session = createSession({
    vault,
    now,
    report,
    openWork: () => openWork({ vault, now, report, onDrained: () => {} }),
  });
  await session.start(null);
  screen = await show(<EnrolmentScreen session={session} code={parts.code ?? null} />);
}

async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await screen.press(digit);
}

async function choosePin(): Promise<void> {
  await typePin(GOOD_PIN);
  await typePin(GOOD_PIN);
}

async function isIn(): Promise<string> {
  return vi.waitFor(
    () => {
      const stage = session.stage.value;
      if (stage.kind !== 'open') throw new Error(`still ${stage.kind}: ${screen.text()}`);
      return stage.app.unlocked.name;
    },
    { timeout: 5000 },
  );
}

test('a typed code and a PIN chosen twice open the phone for its person', async () => {
  answers = [buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment();

  await screen.type('Enrolment code', 'k7qm-2xpa 9rte');
  await screen.submit();
  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests.map(({ body }) => body.code)).toEqual([CODE]);
});

test('the code of a card asks for the number, and both are sent as one', async () => {
  answers = [buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment();
  expect(screen.text()).not.toContain('student or staff number');

  await screen.type('Enrolment code', 'k7qm-2xpa');
  await screen.submit();
  expect(screen.text()).toContain('Type your number');
  await screen.type('Your student or staff number', ' l2020 1234 ');
  await screen.submit();
  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests.map(({ body }) => body.code)).toEqual(['K7QM2XPA~L20201234']);
});

test('a code that does not go with its number is there again to be looked at', async () => {
  answers = ['code-mismatch', buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment({ code: 'K7QM2XPA~20201234' });
  await choosePin();
  await vi.waitFor(() => expect(screen.text()).toContain('do not go together'));

  await screen.press('Check code and number');
  const [code, number] = screen.root.querySelectorAll('input');
  expect([code?.value, number?.value]).toEqual(['K7QM-2XPA', '20201234']);
  await screen.type('Your student or staff number', '20201235');
  await screen.submit();
  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests[1]?.body.code).toBe('K7QM2XPA~20201235');
  expect(requests[1]?.body.accountSecret).not.toBe(requests[0]?.body.accountSecret);
});

test('a code from the address goes straight to the PIN, and nothing is sent before it', async () => {
  await showEnrolment({ code: CODE });

  expect(screen.text()).toContain('Choose a PIN');
  expect(requests).toEqual([]);
});

test('what is no code stays in the field, with a sentence', async () => {
  await showEnrolment();

  await screen.type('Enrolment code', 'K7QM');
  await screen.submit();

  expect(screen.text()).toContain('or twelve. Check it once more');
  expect(screen.root.querySelector('input')?.value).toBe('K7QM');
});

test('a PIN that is easy to guess is refused before it is typed again', async () => {
  await showEnrolment({ code: CODE });

  await typePin('123456');

  expect(screen.text()).toContain('That is easy to guess');
  expect(screen.text()).toContain('Choose a PIN');
});

test('two different PINs start the choice again', async () => {
  await showEnrolment({ code: CODE });

  await typePin(GOOD_PIN);
  await typePin('493029');

  expect(screen.text()).toContain('two different PINs');
  expect(requests).toEqual([]);
});

test('after a lost reply the same request is sent word for word', async () => {
  answers = ['no-network', buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment({ code: CODE });
  await choosePin();
  await vi.waitFor(() => expect(screen.text()).toContain('your code stays valid'));

  await screen.press('Try again');

  expect(await isIn()).toBe('Amara');
  expect(requests).toHaveLength(2);
  expect(requests[1]).toEqual(requests[0]);
});

test('a code whose reply was lost, entered once more, is sent with the same secrets', async () => {
  answers = ['no-network', buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment({ code: CODE });
  await choosePin();
  await vi.waitFor(() => expect(screen.text()).toContain('your code stays valid'));

  await screen.press('Enter another code');
  await screen.type('Enrolment code', CODE);
  await screen.submit();
  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests[1]).toEqual(requests[0]);
});

test('a new phone that was closed before its PIN goes on with the same code and the same secrets', async () => {
  answers = ['no-network', buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment({ code: CODE });
  await choosePin();
  await vi.waitFor(() => expect(screen.text()).toContain('your code stays valid'));
  screen.leave();

  await session.start(null);
  expect(session.stage.value).toEqual({ kind: 'enrolling', code: CODE });
  screen = await show(<EnrolmentScreen session={session} code={CODE} />);
  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests[1]).toEqual(requests[0]);
  expect(await readRedemption(session.vault)).toBeNull();
});

test.each<[ProblemCode, string]>([
  ['code-used', 'This code has been used.'],
  ['code-expired', 'This code has run out.'],
  ['code-unknown', 'There is no such code.'],
  ['code-locked', 'Too many wrong tries: the code for this number is locked.'],
  ['too-many-requests', 'Too many tries.'],
])('the refusal %s is a sentence, and another code may be entered', async (code, sentence) => {
  answers = [code];
  await showEnrolment({ code: CODE });
  await choosePin();
  await vi.waitFor(() => expect(screen.text()).toContain(sentence));

  const isKept = (await readRedemption(session.vault)) !== null;
  expect(isKept).toBe(code === 'too-many-requests');

  await screen.press('Enter another code');

  expect(screen.text()).toContain('Enrolment code');
});

test('an account that another tab has enrolled with a later code is shown locked, with the PIN chosen there', async () => {
  const first = buildEnrolment({ name: 'Amara' });
  const boundAt = (second: number) => `2022-03-14T08:00:0${second}.000Z`;
  answers = [{ ...first.reply, boundAt: boundAt(1) }];
  await showEnrolment({ code: CODE });
  const tab = await openVault({ now: () => Date.now(), ...FEW_ROUNDS });
  await tab.enrol({ ...first, reply: { ...first.reply, boundAt: boundAt(2) } });

  await choosePin();

  await vi.waitFor(() => expect(session.stage.value).toEqual({ kind: 'locked' }));
  expect(session.accounts.value).toMatchObject([{ name: 'Amara', isGone: false }]);
  expect(await readRedemption(session.vault)).toBeNull();
  expect(await session.unlock(first.reply.account.id, first.pin)).toMatchObject({ ok: true });
});

test('a second person is added by the device’s own token and brings none', async () => {
  const second = buildEnrolment({ name: 'Amara' }).reply;
  answers = [second];
  await showEnrolment({ code: CODE, withPerson: true });
  const token = await session.vault.deviceToken();

  await choosePin();

  expect(await isIn()).toBe('Amara');
  expect(requests[0]).toMatchObject({
    authorization: `Bearer ${token}`,
    body: { deviceToken: null },
  });
  expect(await session.vault.accounts()).toHaveLength(2);
});

test('a new phone that another tab enrols meanwhile stays one phone', async () => {
  let leave = () => {};
  const turn = new Promise<void>((resolve) => (leave = resolve));
  const request = (_name: string, _how: LockOptions, work: () => unknown) => turn.then(work);
  Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
  const first = buildEnrolment();
  answers = [buildEnrolment({ name: 'Amara' }).reply];
  await showEnrolment({ code: CODE });
  await choosePin();

  await (await openVault(FEW_ROUNDS)).enrol(first);
  leave();

  expect(await isIn()).toBe('Amara');
  expect(requests).toMatchObject([
    { authorization: `Bearer ${first.deviceToken}`, body: { deviceToken: null } },
  ]);
  Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true });
});
