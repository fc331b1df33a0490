import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import scanIcon from 'lucide-static/icons/scan-qr-code.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readCode } from '../../../protocol/enrolment-code.ts';
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
  onCode: (code: string) => void;
  /** `null` where there is nothing to go back to. */
  onCancel: (() => void) | null;
}

/** Takes the code from the keys or from the camera. */
export function CodeStep(props: CodeStepProps): JSX.Element {
  const { isFirst, onCode, onCancel } = props;
  const typed = useSignal('');
  const isIncomplete = useSignal(false);
  const isScanning = useSignal(false);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const code = readCode(typed.value);
    isIncomplete.value = code === null;
    if (code !== null) onCode(code);
  }
  function type(input: HTMLInputElement): void {
    typed.value = input.value;
    isIncomplete.value = false;
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
          error={isIncomplete.value ? t.both('codeIncomplete') : null}
        >
          <input
            class={styles.code}
            value={typed.value}
            onBlur={() => (typed.value = formatCode(typed.value))}
            onInput={({ currentTarget }) => type(currentTarget)}
            aria-invalid={isIncomplete.value}
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            enterkeyhint="go"
          />
        </Field>
      </Screen>
    </form>
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
