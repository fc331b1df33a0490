import { StorageFailure } from '../../store/storage-failure.ts';

/**
 * What is written comes before what is photographed: where a record with its photos finds no room, it is kept
 * without them, and `whenPhotosLost` hears of it.
 */
export async function keepEvenWithoutPhotos<T>(
  hasPhotos: boolean,
  keep: (withPhotos: boolean) => Promise<T>,
  whenPhotosLost: (() => void) | undefined,
): Promise<T> {
  try {
    return await keep(true);
  } catch (error) {
    const isFull = error instanceof StorageFailure && error.why === 'full';
    if (!isFull || !hasPhotos) throw error;
    const kept = await keep(false);
    whenPhotosLost?.();
    return kept;
  }
}
