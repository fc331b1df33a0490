import scan from 'lucide-static/icons/scan-line.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { PRINTED_CODES, scanCode } from '../../device/scan-code.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './seal-strings.ts';
import styles from './number-field.module.css';

const LONGEST = 40;

/** A seal's number: typed, or read from the strip by the camera. */
export function NumberField(props: {
  label: Spoken;
  value: string;
  error: Spoken | null;
  onChange: (number: string) => void;
}): JSX.Element {
  const { label, value, error, onChange } = props;
  const isScanning = useSignal(false);
  return (
    <>
      <Field label={label} error={error}>
        <input
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={LONGEST}
          aria-invalid={error !== null}
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
      {isScanning.value && (
        <NumberCamera
          onNumber={(number) => {
            isScanning.value = false;
            onChange(number);
          }}
        />
      )}
      <Button icon={scan} onClick={() => (isScanning.value = !isScanning.value)}>
        <Text of={t.both(isScanning.value ? 'scan.stop' : 'scan.start')} />
      </Button>
    </>
  );
}

function NumberCamera({ onNumber }: { onNumber: (number: string) => void }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const isRefused = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    function take(text: string): boolean {
      const number = text.trim().slice(0, LONGEST);
      if (number !== '' && !stop.signal.aborted) onNumber(number);
      return number !== '';
    }
    async function look(element: HTMLVideoElement): Promise<void> {
      const reading = scanCode(element, take, { stop: stop.signal, formats: PRINTED_CODES });
      const [end] = await Promise.allSettled([reading]);
      isRefused.value = end.status === 'rejected';
    }
    if (video.current !== null) void look(video.current);
    return () => stop.abort();
  }, []);
  return (
    <>
      <video ref={video} class={styles.camera} hidden={isRefused.value} playsInline muted />
      {isRefused.value && (
        <Banner tone="waiting" role="alert">
          <Text of={t.both('scan.noCamera')} />
        </Banner>
      )}
    </>
  );
}
