import hardDrive from 'lucide-static/icons/hard-drive.svg?raw';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readStorageRoom, type StorageRoom } from '../../../store/storage-room.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './notice-strings.ts';
import styles from './sync-sheet.module.css';

/** Asking costs some milliseconds, and a phone does not fill up in one. */
const LOOK_EVERY_MS = 60_000;

/** `null` until the browser has answered. */
function useStorageRoom(): StorageRoom | null {
  const [room, setRoom] = useState<StorageRoom | null>(null);
  const [failure, setFailure] = useState<{ of: unknown } | null>(null);
  useEffect(() => {
    const look = (): void =>
      void readStorageRoom().then(setRoom, (of: unknown) => setFailure({ of }));
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  if (failure !== null) throw failure.of;
  return room;
}

/** For the list of facts in the sync's sheet. */
export function StorageFacts(): JSX.Element | null {
  const room = useStorageRoom();
  if (room === null) return null;
  const { freeBytes, persisted, left } = room;
  return (
    <>
      <dt>{t('sync.storage')}</dt>
      <dd>
        {freeBytes === null ? t('sync.unknownRoom') : t('sync.free', { size: sizeOf(freeBytes) })}
      </dd>
      {left !== 'enough' && <dd class={styles.note}>{t(`room.${left}`)}</dd>}
      <dd class={styles.note}>{t(persisted ? 'sync.kept' : 'sync.mayEvict')}</dd>
    </>
  );
}

/** Said before anything is refused. */
export function StorageNotice(): JSX.Element | null {
  const room = useStorageRoom();
  if (room === null || room.left === 'enough') return null;
  return (
    <Banner tone="waiting" icon={hardDrive} role="status">
      <strong>
        <Text of={t.both('room.left', { size: sizeOf(room.freeBytes ?? 0) })} />
      </strong>
      <Text of={t.both(`room.${room.left}`)} />
    </Banner>
  );
}

const MEGABYTE = 1_000_000;
const GIGABYTE = 1_000_000_000;

function sizeOf(bytes: number): string {
  if (bytes < GIGABYTE) return `${Math.floor(bytes / MEGABYTE)} MB`;
  return `${(bytes / GIGABYTE).toFixed(1)} GB`;
}
