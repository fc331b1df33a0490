import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { AttachmentRef } from '../../../domain/attachment.ts';
import type { PhotoRefusal } from '../../device/take-photo.ts';
import { withPhoto, type PhotoDraft } from '../../photo-draft.ts';
import { PhotoField } from '../../ui/photos/photo-field.tsx';

/** The photos of a sheet, kept on the disk beside what is typed there. */
export function DraftPhotos(props: {
  photos: PhotoDraft;
  refs: readonly AttachmentRef[];
  max: number;
  onRefs: (refs: readonly AttachmentRef[]) => void;
}): JSX.Element {
  const { photos, refs, max, onRefs } = props;
  const isBusy = useSignal(false);
  const refusal = useSignal<PhotoRefusal | null>(null);

  async function add(file: Blob, inPlaceOf: string | null): Promise<void> {
    isBusy.value = true;
    refusal.value = null;
    const added = await photos.add(file, refs).finally(() => (isBusy.value = false));
    if (typeof added === 'string') refusal.value = added;
    else onRefs(withPhoto(refs, added, inPlaceOf));
  }
  return (
    <PhotoField
      shas={refs.map(({ sha }) => sha)}
      read={photos.read}
      max={max}
      isBusy={isBusy.value}
      problem={refusal.value}
      onAdd={(file, inPlaceOf) => void add(file, inPlaceOf)}
      onRemove={(sha) => onRefs(refs.filter((ref) => ref.sha !== sha))}
    />
  );
}
