import smartphone from 'lucide-static/icons/smartphone.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { installOffer } from '../../device/install.ts';
import { isStandalone } from '../../device/platform.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';

const PUT_OFF_KEY = 'install-hint-put-off';

/** Where the browser offers it. On iOS nobody comes this far outside the installed app. */
export function InstallHint(): JSX.Element | null {
  const isPutOff = useSignal(localStorage.getItem(PUT_OFF_KEY) !== null);
  const install = installOffer.value;
  if (install === null || isPutOff.value || isStandalone()) return null;

  function putOff(): void {
    localStorage.setItem(PUT_OFF_KEY, 'yes');
    isPutOff.value = true;
  }
  return (
    <Banner
      tone="plain"
      icon={smartphone}
      actions={
        <>
          <Button kind="primary" onClick={() => void install()}>
            <Text of={t.both('install.do')} />
          </Button>
          <Button kind="quiet" onClick={putOff}>
            <Text of={t.both('install.later')} />
          </Button>
        </>
      }
    >
      <Text of={t.both('install.words')} />
    </Banner>
  );
}
