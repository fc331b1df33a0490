import type { JSX } from 'preact';
import { Whereabouts } from '../../../domain/person.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import type { StepProps } from './form-screen.tsx';
import { isAway, type ReportDraft } from './report-draft.ts';
import { useDuty, type ReportDuty } from './report-duty.ts';
import { t } from './report-strings.ts';
import styles from './report.module.css';
import { reportsOfPerson } from './told-of.ts';

/** One tap; whoever is away may name the city. Where the person was last comes first, and is no answer. */
export function WhereStep({ draft, change, answer }: StepProps): JSX.Element {
  const duty = useDuty();
  const isOther = draft.about?.onBehalfAs != null;
  const { whereabouts } = draft;
  return (
    <>
      <h1>
        <Text
          of={
            isOther
              ? t.both('where.titleOther', { name: draft.about?.name ?? '' })
              : t.both('where.title')
          }
        />
      </h1>
      <div class={styles.answers}>
        {choicesFor(duty, draft).map((code) => (
          <Button
            key={code}
            wide
            pressed={whereabouts === code}
            onClick={() => (isAway(code) ? change : answer)({ whereabouts: code })}
          >
            <Text of={t.both(`whereabouts.${code}`)} />
          </Button>
        ))}
      </div>
      {isAway(whereabouts) && (
        <form
          class={styles.answers}
          onSubmit={(event) => {
            event.preventDefault();
            answer({ whereabouts });
          }}
        >
          <Field label={t.both(whereabouts === 'abroad' ? 'where.cityAbroad' : 'where.city')}>
            <input
              autocomplete="off"
              maxLength={100}
              value={draft.city}
              onInput={(event) => change({ city: event.currentTarget.value })}
            />
          </Field>
          <Button kind="primary" wide type="submit">
            <Text of={t.both('form.next')} />
          </Button>
        </form>
      )}
    </>
  );
}

/** Nobody says of themselves that they cannot be reached. */
function choicesFor(duty: ReportDuty, { about }: ReportDraft): Whereabouts[] {
  const all = Whereabouts.options.filter(
    (code) => code !== 'unreachable' || about?.onBehalfAs != null,
  );
  const last = reportsOfPerson(duty.told(), about?.personId ?? '').at(-1)?.check.whereabouts;
  return last === undefined ? all : [last, ...all.filter((code) => code !== last)];
}
