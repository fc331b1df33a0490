import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { PHOTOS_PER_CHECK } from '../../../domain/door-check.ts';
import type { PhotoRefusal } from '../../device/take-photo.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { PhotoField } from '../../ui/photos/photo-field.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './list-strings.ts';
import type { Loop } from './loop.ts';
import styles from './newcomer-form.module.css';

/** Somebody whom nobody can name now: a few words and photos, matched to a person later. */
export function UnknownForm({ loop, onSaved }: { loop: Loop; onSaved: () => void }): JSX.Element {
  const { unknown } = loop.draft.value;
  const isMissing = useSignal(false);
  const isBusy = useSignal(false);

  function save(event: SubmitEvent): void {
    event.preventDefault();
    // The photo that is being made ready belongs to this person.
    if (isBusy.value) return;
    const text = unknown?.trim() ?? '';
    isMissing.value = text === '';
    if (text === '') return;
    loop.pick({ kind: 'unknown', text });
    onSaved();
  }

  return (
    <Dialog
      open={unknown !== null}
      title={<Text of={t.both('unknown.title')} />}
      onClose={() => loop.change({ unknown: null, photos: [] })}
    >
      <form class={styles.form} onSubmit={save} noValidate>
        <Field
          label={t.both('unknown.text')}
          error={isMissing.value ? t.both('unknown.textNeeded') : null}
        >
          <input
            autocomplete="off"
            maxLength={200}
            aria-invalid={isMissing.value}
            value={unknown ?? ''}
            onInput={(event) => loop.change({ unknown: event.currentTarget.value })}
          />
        </Field>
        <Photos loop={loop} isBusy={isBusy} />
        <Button kind="primary" type="submit" wide disabled={isBusy.value}>
          <Text of={t.both('unknown.save')} />
        </Button>
      </form>
    </Dialog>
  );
}

function Photos({ loop, isBusy }: { loop: Loop; isBusy: Signal<boolean> }): JSX.Element {
  const refusal = useSignal<PhotoRefusal | null>(null);
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
      isBusy.value = false;
    },
    [isBusy],
  );

  const isOpen = (): boolean => isHere.current;
  async function add(file: Blob, inPlaceOf: string | null): Promise<void> {
    isBusy.value = true;
    refusal.value = null;
    refusal.value = await loop.photos.add(file, inPlaceOf, isOpen).finally(() => {
      if (isOpen()) isBusy.value = false;
    });
  }

  return (
    <PhotoField
      shas={loop.draft.value.photos.map(({ sha }) => sha)}
      read={loop.photos.read}
      max={PHOTOS_PER_CHECK}
      isBusy={isBusy.value}
      problem={refusal.value}
      onAdd={(file, inPlaceOf) => void add(file, inPlaceOf)}
      onRemove={loop.photos.remove}
    />
  );
}
