import fileLock from 'lucide-static/icons/file-lock.svg?raw';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { QUEUE_FILE_TYPE } from '../../../protocol/queue-file.ts';
import { exportQueue } from '../../../store/export-queue.ts';
import { openVault } from '../../../store/vault.ts';
import { handOutFile } from '../../device/hand-out-file.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './unsent-strings.ts';

interface Saving {
  tone: 'good' | 'plain' | 'danger';
  says: Spoken[];
}

/**
 * One tap: all that waits on this phone, in one file for the office. Opens what it needs by itself, so
 * that it works while locked and where the app has failed. `count` is said on the button, if known.
 */
export function SaveUnsent({ count }: { count?: number }): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [saving, setSaving] = useState<Saving | null>(null);

  async function save(): Promise<void> {
    setBusy(true);
    setSaving(await saveUnsent().catch(storageFailed));
    setBusy(false);
  }

  const label = count === undefined ? t.both('save') : t.both('saveCount', { count });
  return (
    <>
      <Button icon={fileLock} wide disabled={isBusy} onClick={() => void save()}>
        <Text of={isBusy ? t.both('saving') : label} />
      </Button>
      {saving !== null && (
        <Banner tone={saving.tone} role="status">
          {saving.says.map((sentence) => (
            <p key={sentence.text}>
              <Text of={sentence} />
            </p>
          ))}
        </Banner>
      )}
    </>
  );
}

async function saveUnsent(): Promise<Saving> {
  const made = await exportQueue(await openVault());
  if (made.outcome === 'not-enrolled') return { tone: 'plain', says: [t.both('notEnrolled')] };
  if (made.outcome === 'nothing') return { tone: 'good', says: [t.both('nothing')] };
  const { count, fileName: name, photos, photosLeft, unreadable } = made;
  const unread = unreadable > 0 ? [t.both('unreadable', { count: unreadable })] : [];
  const tone = unread.length > 0 ? 'danger' : 'good';
  const handed = await handOutFile(new File(made.parts, name, { type: QUEUE_FILE_TYPE }));
  if (handed === 'cancelled') return { tone: 'plain', says: [t.both('cancelled'), ...unread] };
  made.handedOut();
  const pictures = photos > 0 ? [t.both('photos', { count: photos })] : [];
  const left = photosLeft > 0 ? [t.both('photosLeft', { count: photosLeft })] : [];
  return { tone, says: [t.both('saved', { count, name }), ...pictures, ...left, ...unread] };
}

/** This screen is where storage that failed is met: it says so, and stays. */
function storageFailed(): Saving {
  return { tone: 'danger', says: [t.both('failed')] };
}
