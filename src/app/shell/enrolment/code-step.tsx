import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import scanIcon from 'lucide-static/icons/scan-qr-code.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import {
  cardText,
  charactersOf,
  isCardCode,
  numberOf,
  readCode,
} from '../../../protocol/enrolment-code.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { later } from '../later.tsx';
import { DeviceMemoryNotice } from './device-memory-notice.tsx';
import { t } from './enrolment-strings.ts';
import styles from './enrolment.module.css';
import { formatCode } from './format-code.ts';

const ScanStep = later(async () => (await import('./scan-step.tsx')).ScanStep);

export interface CodeStepProps {
  /** Nobody is enrolled on this phone yet. */
  isFirst: boolean;
  /** What was typed before and is to be looked at again. */
  before: string | null;
  onCode: (code: string) => void;
  /** `null` where there is nothing to go back to. */
  onCancel: (() => void) | null;
}

type Fault = 'codeIncomplete' | 'numberMissing';

/** Takes the code from the keys or from the camera. That of a printed card asks for the person's number, too. */
export function CodeStep(props: CodeStepProps): JSX.Element {
  const { isFirst, before, onCode, onCancel } = props;
  const typed = useSignal(before === null ? '' : formatCode(charactersOf(before)));
  const number = useSignal(before === null ? '' : (numberOf(before) ?? ''));
  const fault = useSignal<Fault | null>(null);
  const isScanning = useSignal(false);
  const isCard = isCardCode(typed.value);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const code = readCode(isCard ? cardText(typed.value, number.value) : typed.value);
    if (code !== null) return onCode(code);
    fault.value = isCard ? 'numberMissing' : 'codeIncomplete';
  }

  if (isScanning.value)
    return <ScanStep onCode={onCode} onCancel={() => (isScanning.value = false)} />;
  return (
    <form class={styles.form} onSubmit={submit} noValidate>
      <Screen
        top={
          <>
            <span>
              {onCancel !== null && (
                <Button kind="quiet" icon={arrowLeft} label={t('cancel')} onClick={onCancel} />
              )}
            </span>
            <LanguageSwitch />
          </>
        }
        bottom={<WaysOn isFirst={isFirst} onScan={() => (isScanning.value = true)} />}
      >
        <Greeting isFirst={isFirst} />
        <Field
          label={t.both('code')}
          hint={t.both('codeExample')}
          error={fault.value === 'codeIncomplete' ? t.both('codeIncomplete') : null}
        >
          <Typed
            of={typed}
            fault={fault}
            isWrong={fault.value === 'codeIncomplete'}
            onLeave={() => (typed.value = formatCode(typed.value))}
          />
        </Field>
        {isCard && (
          <Field
            label={t.both('number')}
            hint={t.both('numberHint')}
            error={fault.value === 'numberMissing' ? t.both('numberMissing') : null}
          >
            <Typed of={number} fault={fault} isWrong={fault.value === 'numberMissing'} />
          </Field>
        )}
      </Screen>
    </form>
  );
}

function Typed(props: {
  of: Signal<string>;
  fault: Signal<Fault | null>;
  isWrong: boolean;
  onLeave?: () => void;
}): JSX.Element {
  function type({ currentTarget }: { currentTarget: HTMLInputElement }): void {
    props.of.value = currentTarget.value;
    props.fault.value = null;
  }
  return (
    <input
      class={styles.code}
      value={props.of.value}
      onBlur={props.onLeave}
      onInput={type}
      aria-invalid={props.isWrong}
      autocomplete="off"
      autocapitalize="characters"
      spellcheck={false}
      enterkeyhint="go"
    />
  );
}

function Greeting({ isFirst }: { isFirst: boolean }): JSX.Element {
  return (
    <>
      {isFirst && <DeviceMemoryNotice />}
      {isFirst && <img class={styles.logo} src="/favicon.svg" alt="" width="72" height="72" />}
      <h1>
        <Text of={t.both(isFirst ? 'welcome' : 'addPerson')} />
      </h1>
      <p class={styles.soft}>
        <Text of={t.both(isFirst ? 'welcomeWords' : 'addPersonWords')} />
      </p>
    </>
  );
}

function WaysOn({ isFirst, onScan }: { isFirst: boolean; onScan: () => void }): JSX.Element {
  return (
    <>
      <Button icon={scanIcon} wide onClick={onScan}>
        <Text of={t.both('scan')} />
      </Button>
      <Button kind="primary" type="submit" wide>
        <Text of={t.both('continue')} />
      </Button>
      {isFirst && (
        <a class={styles.office} href="/office">
          <Text of={t.both('office')} />
        </a>
      )}
    </>
  );
}
