import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { FactBody } from '../../../domain/fact.ts';
import type { PolicyPack } from '../../../domain/policy.ts';
import { isSameSession, type Session } from '../../../domain/report-session.ts';
import { judgeTemperature, readTyped } from '../../../domain/temperature.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import { SaveRow } from '../../duty/absence/form-parts.tsx';
import { SymptomChoice } from '../../duty/absence/symptom-choice.tsx';
import { SiteSelect } from '../../duty/site-select.tsx';
import { digitsOf, digitsOfReading, isWhole, shownDigits } from '../../duty/typed-temperature.ts';
import type { Language } from '../../strings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { PersonLedger } from './person-ledger.tsx';
import { useSession, type PlaceSession } from './session-duty.ts';
import type { CheckDraft } from './session-forms.ts';
import { t } from './session-strings.ts';
import { ToldHere } from './told-here.tsx';
import styles from './session.module.css';

/** What was seen of one person: there or not, a value, symptoms, ill or not; and the temperatures of the last days. */
export function CheckSheet({ here }: { here: PlaceSession }): JSX.Element {
  const { forms } = useSession();
  const { personId, session } = forms.check.draft.value;
  const member = here.sheet.rows.find((row) => row.member.personId === personId)?.member;
  const isOfHere = session !== null && isSameSession(session, here.window);
  return (
    <Dialog open={member !== undefined} title={member?.name} onClose={forms.check.clear}>
      {session !== null && !isOfHere && here.mayRecord && <OfAnother session={session} />}
      {member !== undefined && here.mayRecord && <Fields here={here} />}
      {member !== undefined && isOfHere && <ToldHere here={here} personId={member.personId} />}
      {member !== undefined && <PersonLedger personId={member.personId} />}
    </Dialog>
  );
}

/** The next session has begun over it, or the app was closed. */
function OfAnother({ session: { day, slot } }: { session: Session }): JSX.Element {
  const values = (lang: Language) => ({ day, slot: t.in(lang, `slot.${slot}`) });
  return (
    <Banner tone="waiting" role="status">
      <Text of={bothOf('ofAnotherSession', values, t)} />
    </Banner>
  );
}

const STATES = ['present', 'absent'] as const;
const ILLNESS = ['yes', 'no', 'unknown'] as const;

function Fields({ here }: { here: PlaceSession }): JSX.Element {
  const duty = useSession();
  const form = duty.forms.check;
  const draft = form.draft.value;
  const isTried = useSignal(false);
  const reading = readingIn(draft, duty.app.policy());

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    isTried.value = true;
    const body = checkOf(draft, reading, here);
    if (body === null) return;
    const { app } = duty;
    const fact = await form.save(({ alsoClearDraft }) =>
      app.journal.record({
        by: app.unlocked,
        type: 'session-check',
        body,
        shiftId: null,
        ...(alsoClearDraft !== undefined && { alsoClearDraft }),
      }),
    );
    if (fact !== null) duty.saved('check', [fact]);
  }

  return (
    <form class={styles.form} onSubmit={save} noValidate>
      <SegmentedChoice
        legend={t.both('seen')}
        value={draft.state}
        options={STATES.map((value) => ({ value, label: t.both(`person.${value}`) }))}
        onChange={(state) => form.change({ state })}
      />
      {draft.state === 'absent' ? (
        <SegmentedChoice
          legend={t.both('why')}
          value={draft.illness}
          options={ILLNESS.map((value) => ({ value, label: t.both(`illness.${value}`) }))}
          onChange={(illness) => form.change({ illness })}
        />
      ) : (
        <TypedReading isWrong={isTried.value && reading === 'unreadable'} />
      )}
      <SymptomChoice
        app={duty.app}
        value={draft.symptoms}
        onChange={(symptoms) => form.change({ symptoms })}
      />
      <SaveRow problem={form.problem.value} />
    </form>
  );
}

function TypedReading({ isWrong }: { isWrong: boolean }): JSX.Element {
  const form = useSession().forms.check;
  const draft = form.draft.value;
  return (
    <div class={styles.reading}>
      <Field
        label={t.both('temperature')}
        hint={t.both('temperatureHint')}
        error={isWrong ? t.both('unreadable') : null}
      >
        <input
          inputMode="numeric"
          autocomplete="off"
          value={shownDigits(draft.typed, 'C')}
          onInput={(event) =>
            form.change({ typed: digitsOfReading(digitsOf(event.currentTarget.value)) })
          }
        />
      </Field>
      <SiteSelect value={draft.site} onChange={(site) => form.change({ site })} />
    </div>
  );
}

type ReadingRead = FactBody<'session-check'>['reading'] | 'unreadable';

/** Nothing typed is no reading; what no body can have is not taken. */
function readingIn({ typed, site, state }: CheckDraft, { temperature }: PolicyPack): ReadingRead {
  if (typed === '' || state === 'absent') return null;
  const read = isWhole(typed) ? readTyped(typed, 'C') : null;
  if (read === null) return 'unreadable';
  const { tempC, rawValue } = read;
  if (judgeTemperature({ tempC, site }, temperature) === 'impossible') return 'unreadable';
  return { tempC, site, thermometerId: null, rawValue, rawUnit: 'C' };
}

function checkOf(
  { personId, session, state, symptoms, illness }: CheckDraft,
  reading: ReadingRead,
  { place }: PlaceSession,
): FactBody<'session-check'> | null {
  if (personId === null || session === null || reading === 'unreadable') return null;
  return {
    personId,
    session,
    place: { kind: place.kind, id: place.id },
    state,
    reading,
    symptoms: [...symptoms],
    isIllness: state === 'present' || illness === 'unknown' ? null : illness === 'yes',
  };
}
