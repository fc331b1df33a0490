import type { JSX } from 'preact';
import type { DoorLogRow } from '../../../protocol/office-people.ts';
import { checkPhotoPath } from './api.ts';
import { t } from './office-strings.ts';
import styles from './check-photos.module.css';
import office from './office.module.css';

/** The photos of a check that have come, and how many are still on the way. */
export function CheckPhotos({ row }: { row: DoorLogRow }): JSX.Element | null {
  const { photos = [] } = row;
  if (photos.length === 0) return null;
  return (
    <section>
      <p class={office.soft}>{photosText(row)}</p>
      <ul class={styles.photos}>
        {photos.map(
          ({ sha, isReceived }, index) =>
            isReceived && (
              <li key={sha}>
                <img
                  class={styles.photo}
                  src={checkPhotoPath(row.id, sha)}
                  alt={t('log.photo', { number: index + 1, name: row.subject.name })}
                />
              </li>
            ),
        )}
      </ul>
    </section>
  );
}

/** Empty where none was taken. */
export function photosText({ photos = [] }: DoorLogRow): string {
  if (photos.length === 0) return '';
  const received = photos.filter(({ isReceived }) => isReceived).length;
  return t('log.photos', { received, count: photos.length });
}
