import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './disinfection-duty.ts';
import { t } from './disinfection-strings.ts';
import styles from './sheet.module.css';

/** The photos of a record that this phone holds, and how many lie elsewhere. */
export function RecordPhotos({ photos }: { photos: readonly AttachmentRef[] }): JSX.Element | null {
  const { journal } = useDuty().app;
  const held = photos.filter(({ sha }) => journal.attachments().has(sha));
  if (photos.length === 0) return null;
  return (
    <>
      <PhotoList shas={held.map(({ sha }) => sha)} read={(sha) => journal.readAttachment(sha)} />
      {held.length < photos.length && (
        <p class={styles.soft}>
          <Text of={t.both('photos.elsewhere', { count: photos.length - held.length })} />
        </p>
      )}
    </>
  );
}
