import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import refresh from 'lucide-static/icons/refresh-cw.svg?raw';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { appUpdate } from '../../update.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';

/** Offers the new version; nobody is interrupted for it. */
export function UpdatePrompt(): JSX.Element | null {
  const update = appUpdate.value;
  if (update === null) return null;
  if (update.isReady.value) {
    return (
      <Banner
        tone="plain"
        icon={refresh}
        role="status"
        actions={
          <Button kind="primary" disabled={!update.mayApply.value} onClick={update.apply}>
            <Text of={t.both('update.apply')} />
          </Button>
        }
      >
        <Text of={t.both('update.ready')} />
        {!update.mayApply.value && <Text of={t.both('update.afterTyping')} />}
      </Banner>
    );
  }
  return null;
}

const SHOWN_MS = 10_000;

/** Said once, after the first visit has put everything on the phone; it goes by itself. */
export function OfflineReady(): JSX.Element | null {
  const update = appUpdate.value;
  const isShown = update?.isOfflineReady.value === true;
  useEffect(() => {
    if (update === null || !isShown) return;
    const timer = setTimeout(update.dismissOfflineReady, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [update, isShown]);

  if (update === null || !isShown) return null;
  return (
    <Banner
      tone="good"
      icon={circleCheck}
      role="status"
      aside={
        <Button kind="quiet" onClick={update.dismissOfflineReady}>
          <Text of={t.both('update.dismiss')} />
        </Button>
      }
    >
      <Text of={t.both('update.offlineReady')} />
    </Banner>
  );
}
