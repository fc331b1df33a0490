import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Visitor } from '../../../domain/door-check.ts';
import type { Id } from '../../../domain/id.ts';
import { onStorageFailure, type StorageFailure } from '../../../store/storage-failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty } from './door-duty.ts';
import { t } from './list-strings.ts';
import type { Loop } from './loop.ts';
import type { VisitorDraft } from './loop-draft.ts';
import { NotSaved } from '../../duty/not-saved.tsx';
import { PersonPicker } from './person-picker.tsx';
import { recordVisitor } from './record-check.ts';
import styles from './newcomer-form.module.css';

/** A visitor's name, whom they visit, a phone; then the temperature as for anybody. */
export function VisitorForm({ loop, onSaved }: { loop: Loop; onSaved: () => void }): JSX.Element {
  const { visitor } = loop.draft.value;
  return (
    <Dialog
      open={visitor !== null}
      title={<Text of={t.both('visitor.title')} />}
      onClose={() => loop.change({ visitor: null })}
    >
      {visitor !== null && <VisitorFields loop={loop} visitor={visitor} onSaved={onSaved} />}
    </Dialog>
  );
}

function VisitorFields(props: {
  loop: Loop;
  visitor: VisitorDraft;
  onSaved: () => void;
}): JSX.Element {
  const { loop, visitor, onSaved } = props;
  const duty = useDuty();
  const isNameMissing = useSignal(false);
  const refusal = useSignal<StorageFailure['why'] | null>(null);
  const write = (part: Partial<VisitorDraft>): void =>
    loop.change({ visitor: { ...visitor, ...part } });

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const doorId = duty.shift.peek()?.body.doorId;
    isNameMissing.value = visitor.name.trim() === '';
    if (isNameMissing.value || doorId === undefined) return;
    await recordVisitor(duty, visitorOf(visitor, doorId)).then(
      ({ id }) => {
        loop.pick({ kind: 'visitor', visitorId: id });
        onSaved();
      },
      onStorageFailure(({ why }) => (refusal.value = why)),
    );
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <Field
        label={t.both('visitor.name')}
        error={isNameMissing.value ? t.both('visitor.nameNeeded') : null}
      >
        <input
          autocomplete="off"
          maxLength={200}
          aria-invalid={isNameMissing.value}
          value={visitor.name}
          onInput={(event) => {
            isNameMissing.value = false;
            write({ name: event.currentTarget.value });
          }}
        />
      </Field>
      <PersonPicker
        label={t.both('visitor.host')}
        query={visitor.host}
        pickedId={visitor.hostId}
        onQuery={(host) => write({ host, hostId: null })}
        onPick={({ id, name }) => write({ host: name, hostId: id })}
      />
      <PhoneField value={visitor.phone} onInput={(phone) => write({ phone })} />
      {refusal.value !== null && (
        <p role="alert">
          <NotSaved why={refusal.value} />
        </p>
      )}
      <Button kind="primary" type="submit" wide>
        <Text of={t.both('visitor.save')} />
      </Button>
    </form>
  );
}

function PhoneField(props: { value: string; onInput: (value: string) => void }): JSX.Element {
  return (
    <Field label={t.both('visitor.phone')}>
      <input
        type="tel"
        autocomplete="off"
        maxLength={40}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </Field>
  );
}

function visitorOf({ name, host, hostId, phone }: VisitorDraft, doorId: Id): Visitor {
  return {
    doorId,
    name: name.trim(),
    hostId,
    hostText: hostId === null ? host.trim() || null : null,
    phone: phone.trim() || null,
  };
}
