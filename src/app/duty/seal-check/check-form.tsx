import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Id } from '../../../domain/id.ts';
import { PHOTOS_PER_FINDING } from '../../../domain/finding-photos.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { sealNumberKey } from '../../../domain/seal-register.ts';
import type { SealCheck } from '../../../domain/seal.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { DiscardButton } from '../half-written/discard-button.tsx';
import { BegunEarlier } from '../half-written/not-saved-yet.tsx';
import type { KeptForm } from '../kept-form.ts';
import { KeptPhotos } from '../kept-photos.tsx';
import { NotSaved } from '../not-saved.tsx';
import { NumberField } from './number-field.tsx';
import type { CheckDraft } from './seal-drafts.ts';
import { useSeals } from './seal-duty.ts';
import type { SealVisit } from './seal-records.ts';
import { SealStateTag } from './seal-state.tsx';
import { t } from './seal-strings.ts';
import styles from './check-sheet.module.css';

/** What is wrong with a seal, or what was done with it: with what that state asks for. */
export function CheckForm(props: {
  seal: SealEntry;
  state: NonNullable<CheckDraft['state']>;
  visit: SealVisit;
  onClose: () => void;
}): JSX.Element {
  const { seal, state, visit, onClose } = props;
  const duty = useSeals();
  const { checkingOf, recordCheck, tell } = duty;
  const checking = checkingOf(seal.id);
  useEffect(() => tell(seal.id), [seal.id]);
  const isAsked = useSignal(false);
  const draft = checking.draft.value;
  const missing = whatIsMissing(draft, seal, {
    isFromPaper: visit.onPaperAt !== undefined,
    isPhoneFull: checking.photos.refusal.value === 'full',
  });

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isAsked.value = true;
    if (missing !== null) return;
    if (await recordCheck(checkOf(draft, state, { sealId: seal.id, ...visit }))) onClose();
  }

  const problem = isAsked.value ? missing : null;
  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <p>
        <SealStateTag state={state} />
      </p>
      <BegunEarlier duty={duty} of={draft} />
      <StateFields checking={checking} state={state} problem={problem} />
      <Field
        label={t.both(state === 'intact' ? 'form.whyIntact' : 'form.note')}
        error={problem === 'noteNeeded' ? t.both('form.noteNeeded') : null}
      >
        <textarea
          aria-invalid={problem === 'noteNeeded'}
          autocomplete="off"
          rows={2}
          maxLength={500}
          value={draft.note}
          onInput={(event) => checking.change({ note: event.currentTarget.value })}
        />
      </Field>
      <KeptPhotos photos={checking.photos} refs={draft.photos} max={PHOTOS_PER_FINDING} />
      {problem === 'photoNeeded' && (
        <Banner tone="danger" role="alert">
          <Text of={t.both('form.photoNeeded')} />
        </Banner>
      )}
      {checking.problem.value !== null && (
        <Banner tone="danger" role="alert">
          <NotSaved why={checking.problem.value} />
        </Banner>
      )}
      <Actions checking={checking} onClose={onClose} />
    </form>
  );
}

function Actions(props: { checking: KeptForm<CheckDraft>; onClose: () => void }): JSX.Element {
  const { checking, onClose } = props;
  return (
    <>
      <div class={styles.actions}>
        <Button onClick={() => checking.change({ state: null })}>
          <Text of={t.both('form.back')} />
        </Button>
        <Button kind="primary" type="submit" disabled={checking.photos.isBusy.value}>
          <Text of={t.both('form.save')} />
        </Button>
      </div>
      <DiscardButton
        onDiscard={() => {
          checking.clear();
          onClose();
        }}
      />
    </>
  );
}

/** What this state asks for and the others do not. */
function StateFields(props: {
  checking: KeptForm<CheckDraft>;
  state: NonNullable<CheckDraft['state']>;
  problem: Missing | null;
}): JSX.Element | null {
  const { checking, state, problem } = props;
  const { newNumber, authorisedBy } = checking.draft.value;
  if (state === 'reapplied')
    return (
      <NumberField
        label={t.both('form.newNumber')}
        value={newNumber}
        error={
          problem === 'newNumberNeeded' || problem === 'sameNumber'
            ? t.both(`form.${problem}`)
            : null
        }
        onChange={(number) => checking.change({ newNumber: number })}
      />
    );
  if (state !== 'unsealed') return null;
  return (
    <Field
      label={t.both('form.authorisedBy')}
      error={problem === 'authorisedByNeeded' ? t.both('form.authorisedByNeeded') : null}
    >
      <input
        autocomplete="off"
        maxLength={500}
        aria-invalid={problem === 'authorisedByNeeded'}
        value={authorisedBy}
        onInput={(event) => checking.change({ authorisedBy: event.currentTarget.value })}
      />
    </Field>
  );
}

type Missing =
  | 'noteNeeded'
  | 'newNumberNeeded'
  | 'sameNumber'
  | 'authorisedByNeeded'
  | 'photoNeeded';

/** A photo shows the new strip; paper has none, and a full phone takes none. */
function whatIsMissing(
  draft: CheckDraft,
  { number }: SealEntry,
  { isFromPaper, isPhoneFull }: { isFromPaper: boolean; isPhoneFull: boolean },
): Missing | null {
  const { state, newNumber, authorisedBy, note, photos } = draft;
  if (state === 'intact' && note.trim() === '') return 'noteNeeded';
  if (state === 'unsealed' && authorisedBy.trim() === '') return 'authorisedByNeeded';
  if (state !== 'reapplied') return null;
  if (newNumber.trim() === '') return 'newNumberNeeded';
  if (sealNumberKey(newNumber) === sealNumberKey(number)) return 'sameNumber';
  const isShown = photos.length > 0 || isFromPaper || isPhoneFull;
  return isShown ? null : 'photoNeeded';
}

function checkOf(
  { newNumber, authorisedBy, note }: CheckDraft,
  state: SealCheck['state'],
  of: { sealId: Id } & SealVisit,
): Omit<SealCheck, 'photos'> {
  return {
    ...of,
    state,
    newNumber: state === 'reapplied' ? newNumber.trim() : null,
    authorisedBy: state === 'unsealed' ? authorisedBy.trim() : null,
    note: note.trim() === '' ? null : note.trim(),
  };
}
