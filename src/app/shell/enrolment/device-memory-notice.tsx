import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { DeviceMemory } from '../../../protocol/enrolment.ts';
import { hasCopies } from '../../../store/copies-left.ts';
import { clockTime } from '../../clock-time.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { keepStorageLost, tellStorageLost } from '../../device/tell-storage-lost.ts';
import { readDeviceMemory } from './device-memory.ts';
import { t } from './enrolment-strings.ts';

type Device = NonNullable<DeviceMemory['device']>;

/** An empty app asks the server what this phone last held, and looks for what lies here still; it says so. */
export function DeviceMemoryNotice(): JSX.Element | null {
  const device = useSignal<Device | null>(null);
  const isCopied = useSignal(false);
  useEffect(() => {
    // What a browser cannot look through holds nothing that could be told.
    void Promise.allSettled([hasCopies()]).then(([has]) => {
      isCopied.value = has.status === 'fulfilled' && has.value;
    });
    void readDeviceMemory((input, init) => fetch(input, init)).then((known) => {
      device.value = known;
      if (known === null) return;
      keepStorageLost(known.pending);
      void tellStorageLost((input, init) => fetch(input, init));
    });
  }, []);

  if (device.value === null && !isCopied.value) return null;
  return (
    <Banner tone="danger" icon={triangleAlert} role="alert">
      <strong>
        <Text of={t.both('memory.title')} />
      </strong>
      {device.value !== null && <Text of={memorySentence(device.value)} />}
      <Text of={t.both(isCopied.value ? 'memory.copy' : 'memory.words')} />
    </Banner>
  );
}

function memorySentence({ name, pending, lastContactAt }: Device): Spoken {
  if (pending > 0) return t.both('memory.unsent', { name, count: pending });
  const at = lastContactAt === null ? null : Date.parse(lastContactAt);
  const time = at === null ? '–' : clockTime(at, { now: Date.now() });
  return t.both('memory.allSent', { name, time });
}
