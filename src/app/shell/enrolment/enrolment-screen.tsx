import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { JSX } from 'preact';
import { deviceNameOf, isStandalone, platform } from '../../device/platform.ts';
import { dropRedemption } from '../../../store/redemption.ts';
import { BoundAnew } from '../../../store/vault-enrol.ts';
import type { EnrolParts, Unlocked, Vault } from '../../../store/vault.ts';
import type { Session } from '../../session.ts';
import { enrolment, loadEnrolment } from '../../this-phone.ts';
import { DemoBanner } from '../demo-banner.tsx';
import { CodeStep } from './code-step.tsx';
import { isDemoServer } from './demo-server.ts';
import { FailedStep } from './failed-step.tsx';
import { inTurn } from './in-turn.ts';
import { InstallFirst } from './install-first.tsx';
import { PinStep } from './pin-step.tsx';
import { beginRedemption, redeem, type RedeemFailure } from './redeem.ts';
import { WorkingStep } from './working-step.tsx';

type Step =
  | { kind: 'code'; before: string | null }
  | { kind: 'pin'; code: string }
  | { kind: 'working' }
  | { kind: 'failed'; why: RedeemFailure; code: string; pin: string };

/** From a code of the office to an account on this phone: code, PIN, PIN again, done. */
export function EnrolmentScreen(props: { session: Session; code: string | null }): JSX.Element {
  return (
    <>
      {enrolment.value === null && <DemoBeforeEnrolment />}
      <EnrolmentSteps {...props} />
    </>
  );
}

/** Before its enrolment the phone asks the server whether what waits there is invented. */
function DemoBeforeEnrolment(): JSX.Element | null {
  const isDemo = useSignal(false);
  useEffect(() => {
    void isDemoServer((input, init) => fetch(input, init)).then((answer) => {
      isDemo.value = answer;
    });
  }, [isDemo]);
  return isDemo.value ? <DemoBanner /> : null;
}

function EnrolmentSteps(props: { session: Session; code: string | null }): JSX.Element {
  const { session, code } = props;
  const step = useSignal<Step>(
    code === null ? { kind: 'code', before: null } : { kind: 'pin', code },
  );
  const isFirst = session.accounts.value.length === 0;

  useEffect(() => {
    if (code !== null) void beginRedemption(code, session.vault);
  }, [code, session]);

  function take(next: string): void {
    step.value = { kind: 'pin', code: next };
    void beginRedemption(next, session.vault);
  }
  function askForCode(before: string | null): void {
    step.value = { kind: 'code', before };
  }
  function backFromPin(before: string): void {
    askForCode(before);
    void dropRedemption();
  }
  async function enrol(of: { code: string; pin: string }): Promise<void> {
    step.value = { kind: 'working' };
    const why = await enter(session, of);
    if (why !== null) step.value = { kind: 'failed', why, ...of };
  }

  if (platform === 'ios' && !isStandalone()) return <InstallFirst code={code} />;
  const current = step.value;
  switch (current.kind) {
    case 'code':
      return (
        <CodeStep
          isFirst={isFirst}
          before={current.before}
          onCode={take}
          onCancel={isFirst ? null : () => void session.leaveEnrolment()}
        />
      );
    case 'pin':
      return (
        <PinStep
          onPin={(pin) => void enrol({ code: current.code, pin })}
          onBack={() => backFromPin(current.code)}
        />
      );
    case 'working':
      return <WorkingStep />;
    case 'failed':
      return (
        <FailedStep
          why={current.why}
          onAgain={() => void enrol(current)}
          onOtherCode={() => askForCode(current.why === 'code-mismatch' ? current.code : null)}
        />
      );
  }
}

/** Turns the code into an account on this phone and opens it, or its lock screen; says why where it could not. */
async function enter(
  session: Session,
  of: { code: string; pin: string },
): Promise<RedeemFailure | null> {
  const enrolled = await inTurn(() => redeemHere(session.vault, of));
  if (!enrolled.ok) return enrolled.why;
  const { unlocked } = enrolled;
  await loadEnrolment();
  await (unlocked === null ? session.leaveEnrolment() : session.enter(unlocked));
  return null;
}

async function redeemHere(
  vault: Vault,
  { code, pin }: { code: string; pin: string },
): Promise<{ ok: true; unlocked: Unlocked | null } | { ok: false; why: RedeemFailure }> {
  const result = await redeem({
    code,
    vault,
    enrolledToken: await vault.deviceToken(),
    deviceName: deviceNameOf(navigator.userAgent),
    platform: navigator.userAgent,
    fetch: (input, init) => fetch(input, init),
  });
  if (!result.ok) return result;
  const unlocked = await enrolHere(vault, { ...result, pin });
  await dropRedemption();
  return { ok: true, unlocked };
}

/** `null` where another tab has enrolled the account with a later code: the PIN chosen there opens it. */
async function enrolHere(vault: Vault, parts: EnrolParts): Promise<Unlocked | null> {
  try {
    return await vault.enrol(parts);
  } catch (error) {
    if (error instanceof BoundAnew) return null;
    throw error;
  }
}
