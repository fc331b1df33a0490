import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readStorageRoom, type StorageRoom } from '../../../store/storage-room.ts';
import { enrolment } from '../../this-phone.ts';
import { Text } from '../../ui/text.tsx';
import { t } from './settings-strings.ts';
import styles from './settings.module.css';

export function PhoneFacts(): JSX.Element {
  const room = useStorageRoom();
  const phone = enrolment.value;
  return (
    <section class={styles.card}>
      <h2>
        <Text of={t.both('phone')} />
      </h2>
      <dl class={styles.facts}>
        <dt>{t('organisation')}</dt>
        <dd>{phone?.organisation}</dd>
        <dt>{t('device')}</dt>
        <dd>{phone?.deviceId.slice(0, 8)}</dd>
        <dt>{t('version')}</dt>
        <dd>{import.meta.env.APP_VERSION}</dd>
        {room !== null && (
          <>
            <dt>{t('keptSafe')}</dt>
            <dd>{t(room.persisted ? 'kept' : 'mayEvict')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function useStorageRoom(): StorageRoom | null {
  const [room, setRoom] = useState<StorageRoom | null>(null);
  useEffect(() => {
    void readStorageRoom().then(setRoom);
  }, []);
  return room;
}
