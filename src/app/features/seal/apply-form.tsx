import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import { PHOTOS_PER_FINDING } from '../../../domain/finding-photos.ts';
import { sealNumberKey } from '../../../domain/seal-register.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import type { Seal, SealedThing } from '../../../domain/seal.ts';
import { DiscardButton } from '../../duty/half-written/discard-button.tsx';
import { BegunEarlier } from '../../duty/half-written/not-saved-yet.tsx';
import { KeptPhotos } from '../../duty/kept-photos.tsx';
import { NotSaved } from '../../duty/not-saved.tsx';
import { NumberField } from '../../duty/seal-check/number-field.tsx';
import type { ApplyDraft } from '../../duty/seal-check/seal-drafts.ts';
import { useSeals, type SealDuty } from '../../duty/seal-check/seal-duty.ts';
import { placesToSeal, roomCode, roomWords, thingWords } from '../../duty/seal-check/seal-place.ts';
import type { Spoken } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { t } from './seal-strings.ts';
import styles from './seal-front.module.css';

const THINGS = [
  'room_door',
  'window',
  'side_exit',
  'locker',
  'appliance',
  'other',
] as const satisfies readonly SealedThing[];
const REASONS = ['vacant', 'not_returned', 'isolation', 'banned', 'exit'] as const;

/** A strip was put on something: what, where, its number, and why. What is half typed is kept. */
export function ApplyForm(): JSX.Element {
  const duty = useSeals();
  const { putAside } = duty.applying;
  const draft = duty.applying.draft.value;
  const isOpen = draft.isOpen && draft.isAside !== true;
  return (
    <Dialog open={isOpen} title={<Text of={t.both('apply.title')} />} onClose={putAside}>
      {isOpen && (
        <>
          <BegunEarlier duty={duty} of={draft} />
          <Fields />
        </>
      )}
    </Dialog>
  );
}

function Fields(): JSX.Element {
  const duty = useSeals();
  const { applying } = duty;
  const draft = applying.draft.value;
  const isAsked = useSignal(false);
  const acceptedNumber = useSignal('');
  const { seal, missing } = sealOf(duty, draft);
  const other = sealWithNumber(duty, draft.number);

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isAsked.value = true;
    if (seal === null) return;
    const isAccepted = other === null || acceptedNumber.value === draft.number;
    acceptedNumber.value = draft.number;
    if (isAccepted) await duty.recordSeal(seal);
  }

  const errorOf = (key: Missing): Spoken | null =>
    isAsked.value && missing.includes(key) ? t.both(`apply.${key}`) : null;
  const taken = acceptedNumber.value === draft.number ? other : null;
  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <What error={errorOf('thingNeeded')} />
      <Where />
      <NumberField
        label={t.both('apply.number')}
        value={draft.number}
        error={errorOf('numberNeeded') ?? (taken && takenWords(duty, taken))}
        onChange={(number) => applying.change({ number })}
      />
      <Why error={errorOf('reasonNeeded')} />
      <Field label={t.both('apply.witness')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.witness}
          onInput={(event) => applying.change({ witness: event.currentTarget.value })}
        />
      </Field>
      <KeptPhotos photos={applying.photos} refs={draft.photos} max={PHOTOS_PER_FINDING} />
      {applying.problem.value !== null && (
        <Banner tone="danger" role="alert">
          <NotSaved why={applying.problem.value} />
        </Banner>
      )}
      <Button kind="primary" type="submit" wide disabled={applying.photos.isBusy.value}>
        <Text of={t.both('apply.save')} />
      </Button>
      <DiscardButton onDiscard={applying.clear} />
    </form>
  );
}

function takenWords(duty: SealDuty, { of }: SealEntry): Spoken {
  return t.both('apply.numberTaken', { place: `${roomWords(duty, of)} ${thingWords(of)}` });
}

function What({ error }: { error: Spoken | null }): JSX.Element {
  const { applying } = useSeals();
  return (
    <>
      <SegmentedChoice
        legend={t.both('apply.thing')}
        value={applying.draft.value.thing}
        options={THINGS.map((value) => ({ value, label: t.both(`thing.${value}`) }))}
        onChange={(thing) => applying.change({ thing })}
      />
      {error !== null && (
        <Banner tone="danger" role="alert">
          <Text of={error} />
        </Banner>
      )}
    </>
  );
}

function Where(): JSX.Element {
  const duty = useSeals();
  const { applying } = duty;
  const draft = applying.draft.value;
  const places = placesToSeal(duty);
  const here = places.find(({ building }) => building.id === buildingOf(duty, draft));
  return (
    <>
      {places.length > 1 && (
        <Field label={t.both('apply.building')}>
          <select
            value={here?.building.id ?? ''}
            onChange={(event) =>
              applying.change({ buildingId: event.currentTarget.value, roomId: null })
            }
          >
            {places.map(({ building }) => (
              <option key={building.id} value={building.id}>
                {building.name}
              </option>
            ))}
          </select>
        </Field>
      )}
      <Field label={t.both('apply.room')}>
        <select
          value={draft.roomId ?? ''}
          onChange={(event) => applying.change({ roomId: event.currentTarget.value || null })}
        >
          <option value="">{t('apply.noRoom')}</option>
          {(here?.rooms ?? []).map((room) => (
            <option key={room.id} value={room.id}>
              {roomCode(duty.app, room)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t.both('apply.place')} hint={t.both('apply.placeHint')}>
        <input
          autocomplete="off"
          maxLength={500}
          value={draft.place}
          onInput={(event) => applying.change({ place: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

function Why({ error }: { error: Spoken | null }): JSX.Element {
  const { applying } = useSeals();
  return (
    <>
      <Field label={t.both('apply.reason')} error={error}>
        <input
          autocomplete="off"
          maxLength={500}
          value={applying.draft.value.reason}
          onInput={(event) => applying.change({ reason: event.currentTarget.value })}
        />
      </Field>
      <div class={styles.suggestions}>
        {REASONS.map((reason) => (
          <Button
            key={reason}
            onClick={() => applying.change({ reason: t(`apply.reason.${reason}`) })}
          >
            <Text of={t.both(`apply.reason.${reason}`)} />
          </Button>
        ))}
      </div>
    </>
  );
}

type Missing = 'thingNeeded' | 'numberNeeded' | 'reasonNeeded';

function sealOf(
  duty: SealDuty,
  draft: ApplyDraft,
): { seal: Omit<Seal, 'photos'> | null; missing: readonly Missing[] } {
  const { thing, roomId, place, number, reason, witness } = draft;
  const missing: Missing[] = [];
  if (thing === null) missing.push('thingNeeded');
  if (number.trim() === '') missing.push('numberNeeded');
  if (reason.trim() === '') missing.push('reasonNeeded');
  const buildingId = buildingOf(duty, draft);
  if (thing === null || buildingId === null || missing.length > 0) return { seal: null, missing };
  const seal = {
    buildingId,
    roomId,
    thing,
    place: place.trim() || null,
    number: number.trim(),
    reason: reason.trim(),
    witness: witness.trim() || null,
  };
  return { seal, missing };
}

/** The one chosen, else the first in which this account may seal. */
function buildingOf(duty: SealDuty, { buildingId }: ApplyDraft): Id | null {
  return buildingId ?? placesToSeal(duty)[0]?.building.id ?? null;
}

function sealWithNumber(duty: SealDuty, number: string): SealEntry | null {
  const key = sealNumberKey(number);
  const isSame = (entry: SealEntry): boolean => entry.isLive && sealNumberKey(entry.number) === key;
  return key === '' ? null : (duty.register().seals().find(isSame) ?? null);
}
