import arrow from 'lucide-static/icons/arrow-up-right.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import undo from 'lucide-static/icons/undo-2.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../../button.tsx';
import { Dialog } from '../../dialog.tsx';
import { SegmentedChoice } from '../../segmented-choice.tsx';
import { Text } from '../../text.tsx';
import { MarkCanvas } from './mark-canvas.tsx';
import { t } from './mark-strings.ts';
import { placedMark, type Mark, type MarkTool } from './mark-shape.ts';
import styles from './mark-photo.module.css';
import { usePicture } from './use-picture.ts';

/** Nearly as it was: the form's own scaling decides how small it becomes. */
const QUALITY = 0.95;

export interface MarkPhotoProps {
  /** `null` where the picture is not here. */
  read: () => Promise<Uint8Array<ArrayBuffer> | null>;
  /** The picture with its marks, as an image file. */
  onDone: (marked: Blob) => void;
  onClose: () => void;
}

/** Circles and arrows on a photo of a form, before it is kept. */
export function MarkPhoto({ read, onDone, onClose }: MarkPhotoProps): JSX.Element {
  const picture = usePicture(read);
  const marks = useSignal<readonly Mark[]>([]);
  const tool = useSignal<MarkTool>('circle');
  const isUnwritable = useSignal(false);
  const canvas = useRef<HTMLCanvasElement>(null);

  function place(): void {
    if (picture === null || picture === 'not-here') return;
    marks.value = [...marks.value, placedMark(tool.value, { x: 0.5, y: 0.5 }, picture)];
    canvas.current?.focus();
  }
  function done(): void {
    canvas.current?.toBlob(
      (blob) => {
        if (blob?.type === 'image/jpeg') onDone(blob);
        else isUnwritable.value = true;
      },
      'image/jpeg',
      QUALITY,
    );
  }

  return (
    <Dialog open title={<Text of={t.both('title')} />} onClose={onClose}>
      <div class={styles.form}>
        {picture === 'not-here' && (
          <p class={styles.problem} role="alert">
            <Text of={t.both('notHere')} />
          </p>
        )}
        {picture !== null && picture !== 'not-here' && (
          <MarkCanvas canvas={canvas} picture={picture} tool={tool.value} marks={marks} />
        )}
        <p class={styles.help}>
          <Text of={t.both('help')} />
        </p>
        <SegmentedChoice
          legend={t.both('tool')}
          legendHidden
          value={tool.value}
          options={[
            { value: 'circle', label: t.both('tool.circle'), icon: circle },
            { value: 'arrow', label: t.both('tool.arrow'), icon: arrow },
          ]}
          onChange={(next) => (tool.value = next)}
        />
        {isUnwritable.value && (
          <p class={styles.problem} role="alert">
            <Text of={t.both('unwritable')} />
          </p>
        )}
        <Deeds marks={marks} onPlace={place} onCancel={onClose} onDone={done} />
      </div>
    </Dialog>
  );
}

function Deeds(props: {
  marks: Signal<readonly Mark[]>;
  onPlace: () => void;
  onCancel: () => void;
  onDone: () => void;
}): JSX.Element {
  const { marks, onPlace, onCancel, onDone } = props;
  const isEmpty = marks.value.length === 0;
  return (
    <div class={styles.actions}>
      <Button icon={plus} onClick={onPlace}>
        <Text of={t.both('place')} />
      </Button>
      <Button
        icon={undo}
        disabled={isEmpty}
        onClick={() => (marks.value = marks.value.slice(0, -1))}
      >
        <Text of={t.both('undo')} />
      </Button>
      <Button onClick={onCancel}>
        <Text of={t.both('cancel')} />
      </Button>
      <Button kind="primary" disabled={isEmpty} onClick={onDone}>
        <Text of={t.both('done')} />
      </Button>
    </div>
  );
}
