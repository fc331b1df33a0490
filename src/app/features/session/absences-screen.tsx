import bed from 'lucide-static/icons/bed.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import type { JSX } from 'preact';
import { foldAbsences, type AbsenceEntry } from '../../../domain/absence-log.ts';
import { dayOf } from '../../duty/campus-time.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { AbsenceForm } from './absence-form.tsx';
import { FollowUpForm } from './follow-up-form.tsx';
import { useSession } from './session-duty.ts';
import { t } from './session-strings.ts';
import { symptomWords } from './symptom-words.ts';
import styles from './session.module.css';

/** Who is away from class through illness, and what was found out since (因病缺勤登记追踪). */
export function AbsencesScreen(): JSX.Element {
  const duty = useSession();
  const here = duty.now.value;
  const members = new Map(here?.sheet.rows.map(({ member }) => [member.personId, member]));
  const entries = foldAbsences(duty.facts()).filter(({ absence }) => members.has(absence.personId));
  const today = dayOf(duty, duty.nowInstant());
  const mayRecord = here?.mayRecord === true;
  return (
    <>
      {mayRecord && (
        <Button
          icon={plus}
          wide
          onClick={() =>
            duty.forms.absence.change({ isOpen: true, onsetOn: today, absentFrom: today })
          }
        >
          <Text of={t.both('absence.add')} />
        </Button>
      )}
      {entries.length === 0 && (
        <EmptyState icon={bed} title={<Text of={t.both('absence.none')} />}>
          <Text of={t.both('absence.noneHelp')} />
        </EmptyState>
      )}
      <ul class={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id} class={classes(styles.alarm, entry.isOpen && styles.open)}>
            <Absence entry={entry} name={members.get(entry.absence.personId)?.name ?? ''} />
            {mayRecord && entry.isOpen && (
              <Button
                wide
                onClick={() => {
                  duty.forms.followUp.clear();
                  duty.forms.followUp.change({ absenceId: entry.id, on: today });
                }}
              >
                <Text of={t.both('absence.followUp')} />
              </Button>
            )}
          </li>
        ))}
      </ul>
      <AbsenceForm />
      <FollowUpForm />
    </>
  );
}

function Absence({ entry, name }: { entry: AbsenceEntry; name: string }): JSX.Element {
  const duty = useSession();
  const { absence, followUps, isOpen } = entry;
  const { journal, sync } = duty.app;
  return (
    <>
      <h2>
        {name}{' '}
        <span class={styles.tag}>
          <Text of={t.both(isOpen ? 'absence.open' : 'absence.closed')} inline />
        </span>
      </h2>
      <p>
        <Text of={t.both('absence.since', { onset: absence.onsetOn, from: absence.absentFrom })} />
      </p>
      {absence.symptoms.length > 0 && <p>{symptomWords(duty.app, absence.symptoms)}</p>}
      {absence.note !== null && <p>{absence.note}</p>}
      <ol class={styles.list}>
        {followUps.map(({ id, by, body }) => (
          <li key={id} class={styles.told}>
            <span>
              {body.on} · {t(`step.${body.step}`)}
              {body.diagnosisClass !== null && ` · ${t(`diagnosis.${body.diagnosisClass}`)}`} ·{' '}
              {whoRecorded(duty, by, language.value)}
            </span>
            {body.note !== null && <span>{body.note}</span>}
            <PhotoList
              shas={body.photos.map(({ sha }) => sha)}
              read={async (sha) => (await journal.readAttachment(sha)) ?? sync.readAttachment(sha)}
            />
          </li>
        ))}
      </ol>
    </>
  );
}
