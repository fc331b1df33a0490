import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
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

  function save(event: SubmitEvent): void {
    event.preventDefault();
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
        <Photos loop={loop} />
        <Button kind="primary" type="submit" wide>
          <Text of={t.both('unknown.save')} />
        </Button>
      </form>
    </Dialog>
  );
}

function Photos({ loop }: { loop: Loop }): JSX.Element {
  const isBusy = useSignal(false);
  const refusal = useSignal<PhotoRefusal | null>(null);

  async function add(file: Blob, inPlaceOf: string | null): Promise<void> {
    isBusy.value = true;
    refusal.value = null;
    refusal.value = await loop.photos.add(file, inPlaceOf).finally(() => (isBusy.value = false));
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
