import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CanaryReport } from '../../../store/canary.ts';
import { recovered } from '../../recovered.ts';
import type { Session } from '../../session.ts';
import { keepStorageLost, tellStorageLost } from '../../device/tell-storage-lost.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import { t } from './notice-strings.ts';

/** Of the page, not of a screen: dismissed once, it stays away until the app starts again. */
const report = signal<CanaryReport | null>(null);

/** Says when the phone's own records were lost or replaced, as the canary saw it at start. */
export function LostNotice({ session }: { session: Session }): JSX.Element | null {
  useEffect(() => {
    let isGone = false;
    const tell = (): void => void tellStorageLost((input, init) => fetch(input, init));
    void session.work().then(({ canary }) => {
      if (isGone) return;
      // Another mounting in the same run has kept it already.
      if (report.value === null && canary.lost) keepStorageLost(canary.pendingLastKnown);
      report.value ??= canary;
      tell();
    });
    addEventListener('online', tell);
    return () => {
      isGone = true;
      removeEventListener('online', tell);
    };
  }, [session]);

  if (report.value === null || !report.value.lost) return null;
  return (
    <Banner
      tone="danger"
      icon={triangleAlert}
      role="alert"
      actions={
        <Button onClick={() => (report.value = { lost: false })}>
          <Text of={t.both('lost.dismiss')} />
        </Button>
      }
    >
      <strong>
        <Text of={t.both('lost.title')} />
      </strong>
      {recovered.value?.isAll === true ? (
        <Text of={t.both('lost.recovered', { count: recovered.value.count })} />
      ) : (
        <>
          <Text of={unsentSentence(report.value.pendingLastKnown)} />
          <Text of={t.both('lost.cause')} />
        </>
      )}
    </Banner>
  );
}

function unsentSentence(pending: number | null): Spoken {
  if (pending === null) return t.both('lost.unknown');
  return pending === 0 ? t.both('lost.allSent') : t.both('lost.unsent', { count: pending });
}
