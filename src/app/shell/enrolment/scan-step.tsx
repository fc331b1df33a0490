import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { readCode } from '../../../protocol/enrolment-code.ts';
import { scanCode } from '../../device/scan-code.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './enrolment-strings.ts';
import styles from './enrolment.module.css';

/** The camera's picture until it shows a code of the office. */
export function ScanStep(props: {
  onCode: (code: string) => void;
  onCancel: () => void;
}): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const trouble = useSignal<'noCamera' | 'scanOther' | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    function take(text: string): boolean {
      const code = readCode(text);
      if (code === null) trouble.value = 'scanOther';
      else if (!stop.signal.aborted) props.onCode(code);
      return code !== null;
    }
    async function scan(element: HTMLVideoElement): Promise<void> {
      const [end] = await Promise.allSettled([scanCode(element, take, { stop: stop.signal })]);
      if (end.status === 'rejected') trouble.value = 'noCamera';
    }
    if (video.current !== null) void scan(video.current);
    return () => stop.abort();
  }, []);

  return (
    <Screen
      bottom={
        <Button wide onClick={props.onCancel}>
          <Text of={t.both('cancel')} />
        </Button>
      }
    >
      <h1>
        <Text of={t.both('scanTitle')} />
      </h1>
      <video
        ref={video}
        class={styles.camera}
        hidden={trouble.value === 'noCamera'}
        playsInline
        muted
      />
      {trouble.value !== null && (
        <Banner tone="waiting" role="alert">
          <Text of={t.both(trouble.value)} />
        </Banner>
      )}
    </Screen>
  );
}
