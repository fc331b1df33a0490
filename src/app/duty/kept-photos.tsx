import type { JSX } from 'preact';
import type { AttachmentRef } from '../../domain/attachment.ts';
import { PhotoField } from '../ui/photos/photo-field.tsx';
import type { FormPhotos } from './kept-form.ts';

/** The photos of a form that outlives the app. */
export function KeptPhotos(props: {
  photos: FormPhotos;
  refs: readonly AttachmentRef[];
  max: number;
}): JSX.Element {
  const { photos, refs, max } = props;
  return (
    <PhotoField
      shas={refs.map(({ sha }) => sha)}
      read={photos.read}
      max={max}
      isBusy={photos.isBusy.value}
      problem={photos.refusal.value}
      onAdd={(file, inPlaceOf) => void photos.add(file, inPlaceOf)}
      onRemove={photos.remove}
    />
  );
}
