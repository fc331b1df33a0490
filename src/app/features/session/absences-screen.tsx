import bed from 'lucide-static/icons/bed.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import type { JSX } from 'preact';
import type { AbsenceEntry, ReturnProof } from '../../../domain/absence-log.ts';
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
import { RegisterIll } from './register-ill.tsx';
import { useSession } from './session-duty.ts';
import { STEPS } from './session-forms.ts';
import { t } from './session-strings.ts';
import { symptomWords } from './symptom-words.ts';
import styles from './session.module.css';

/** Who is away from class through illness, and what was found out since (因病缺勤登记追踪). */
export function AbsencesScreen(): JSX.Element {
  const duty = useSession();
  const rows = duty.now.value?.sheet.rows ?? [];
  const names = new Map(rows.map(({ member }) => [member.personId, member.name]));
  const entries = [...duty.absences.value].sort((a, b) => isUrgent(b) - isUrgent(a));
  const today = dayOf(duty, duty.nowInstant());
  const mayRecord = duty.mayRecord.value;
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
      {rows.map((row) => (
        <RegisterIll key={row.member.personId} row={row} />
      ))}
      <Unproven entries={entries} />
      {entries.length === 0 && (
        <EmptyState icon={bed} title={<Text of={t.both('absence.none')} />}>
          <Text of={t.both('absence.noneHelp')} />
        </EmptyState>
      )}
      <ul class={styles.list}>
        {entries.map((entry) => (
          <li key={entry.id} class={classes(styles.alarm, entry.isOpen && styles.open)}>
            <Absence entry={entry} name={names.get(entry.absence.personId) ?? ''} />
            {mayRecord && entry.isOpen && (
              <Button
                wide
                onClick={() => {
                  duty.forms.followUp.clear();
                  const step = nextStep(entry);
                  duty.forms.followUp.change({ absenceId: entry.id, step, on: today });
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

/** Whoever is in class again without a proof comes before all others. */
const isUrgent = ({ proof }: AbsenceEntry): number => Number(proof === 'missing');

/** What usually follows on what was told last. */
function nextStep({ followUps }: AbsenceEntry): (typeof STEPS)[number] {
  const told = followUps.map(({ body }) => STEPS.indexOf(body.step));
  return STEPS[Math.max(-1, ...told) + 1] ?? 'return';
}

/** How many have not proven the return, and how many of them are in class all the same. */
function Unproven({ entries }: { entries: readonly AbsenceEntry[] }): JSX.Element | null {
  const count = entries.filter(({ isOpen }) => isOpen).length;
  const back = entries.filter(({ proof }) => proof === 'missing').length;
  if (count === 0) return null;
  return (
    <section class={styles.standing}>
      <h1 class={styles.state}>
        <Text of={t.both('absence.unproven', { count })} />
      </h1>
      {back > 0 && (
        <p class={styles.wrong}>
          <Text of={t.both('absence.backUnproven', { count: back })} />
        </p>
      )}
    </section>
  );
}

const LOOKS: Partial<Record<ReturnProof, string | undefined>> = {
  missing: styles.wrong,
  late: styles.late,
};

function Absence({ entry, name }: { entry: AbsenceEntry; name: string }): JSX.Element {
  const duty = useSession();
  const { absence, followUps, proof, backOn } = entry;
  const { journal, sync } = duty.app;
  return (
    <>
      <h2>
        {name}{' '}
        <span class={classes(styles.tag, LOOKS[proof])}>
          <Text of={t.both(`absence.proof.${proof}`, { day: backOn?.slice(5) ?? '' })} inline />
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
