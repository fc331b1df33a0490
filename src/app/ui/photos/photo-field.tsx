import camera from 'lucide-static/icons/camera.svg?raw';
import image from 'lucide-static/icons/image.svg?raw';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { later } from '../../shell/later.tsx';
import { Button } from '../button.tsx';
import { Text } from '../text.tsx';
import { PhotoList, type PhotoListProps } from './photo-list.tsx';
import { t } from './photo-strings.ts';
import styles from './photos.module.css';

/** Nobody waits for it before a photo is there. */
const MarkPhoto = later(
  () => import('./mark/mark-photo.tsx').then((module) => module.MarkPhoto),
  'nothing',
);

export interface PhotoFieldProps extends Pick<PhotoListProps, 'shas' | 'read'> {
  /** As many as may be added; no buttons beyond. */
  max: number;
  isBusy: boolean;
  problem: 'full' | 'unreadable' | null;
  /** `inPlaceOf`: the photo that this one replaces, because somebody drew on it. */
  onAdd: (file: Blob, inPlaceOf: string | null) => void;
  onRemove: (sha: string) => void;
}

/** Photos of a form: by the camera or from a file, seen before they are kept. */
export function PhotoField(props: PhotoFieldProps): JSX.Element {
  const { shas, read, max, isBusy, problem, onAdd, onRemove } = props;
  const [marked, setMarked] = useState<string | null>(null);
  const add = (file: File): void => onAdd(file, null);
  return (
    <div class={styles.field} role="group" aria-label={t('label')}>
      <PhotoList shas={shas} read={read} onMark={setMarked} onRemove={onRemove} />
      {marked !== null && (
        <MarkPhoto
          read={() => read(marked)}
          onClose={() => setMarked(null)}
          onDone={(file) => {
            setMarked(null);
            onAdd(file, marked);
          }}
        />
      )}
      {isBusy && (
        <p role="status">
          <Text of={t.both('working')} />
        </p>
      )}
      {problem !== null && (
        <p class={styles.problem} role="alert">
          <Text of={t.both(problem)} />
        </p>
      )}
      {shas.length < max && (
        <div class={styles.actions}>
          <FileButton kind="take" isBusy={isBusy} onFile={add} />
          <FileButton kind="choose" isBusy={isBusy} onFile={add} />
        </div>
      )}
    </div>
  );
}

function FileButton(props: {
  kind: 'take' | 'choose';
  isBusy: boolean;
  onFile: (file: File) => void;
}): JSX.Element {
  const { kind, isBusy, onFile } = props;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon={kind === 'take' ? camera : image}
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        <Text of={t.both(kind)} />
      </Button>
      <input
        ref={input}
        class={styles.input}
        type="file"
        accept="image/*"
        {...(kind === 'take' && { capture: 'environment' })}
        aria-label={t(kind)}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onFile(file);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
