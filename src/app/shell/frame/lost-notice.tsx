import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CanaryReport } from '../../../store/canary.ts';
import { recovered } from '../../recovered.ts';
import { keepStorageLost, tellStorageLost } from '../../device/tell-storage-lost.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { lostSentences } from './lost-sentences.ts';
import { t } from './notice-strings.ts';

/** Of the page, not of a screen: dismissed once, it stays away until the app starts again. */
const report = signal<CanaryReport | null>(null);

/** Of a session: what its canary saw. */
interface Looked {
  work: () => Promise<{ canary: CanaryReport }>;
}

/** Says when the phone's own records were lost or replaced, as the canary saw it at start. */
export function LostNotice({ session }: { session: Looked }): JSX.Element | null {
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

  const lost = report.value?.lost === true ? report.value : null;
  // Also where the canary has died with the browser: then the copy alone tells that anything was lost.
  const copy = (recovered.value?.count ?? 0) > 0 ? recovered.value : null;
  if (lost === null && copy === null) return null;
  return (
    <Banner
      tone="danger"
      icon={triangleAlert}
      role="alert"
      actions={
        <Button onClick={dismiss}>
          <Text of={t.both('lost.dismiss')} />
        </Button>
      }
    >
      <strong>
        <Text of={t.both('lost.title')} />
      </strong>
      {lostSentences(lost?.pendingLastKnown ?? null, copy).map((each) => (
        <Text key={each.text} of={each} />
      ))}
    </Banner>
  );
}

function dismiss(): void {
  report.value = { lost: false };
  recovered.value = null;
}
