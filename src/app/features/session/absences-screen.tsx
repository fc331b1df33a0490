import bed from 'lucide-static/icons/bed.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import type { JSX } from 'preact';
import type { AbsenceEntry, ReturnProof } from '../../../domain/absence-log.ts';
import { openAbsence } from '../../duty/absence/absence-draft.ts';
import { AbsenceForm } from '../../duty/absence/absence-form.tsx';
import { t as words } from '../../duty/absence/absence-strings.ts';
import { mayVoid } from '../../../domain/permission.ts';
import { dayOf, timeOf } from '../../duty/campus-time.ts';
import { IN_THE_WAY } from '../../duty/half-written/half-written.ts';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { isMineStill } from '../../duty/own-fact.ts';
import { TakeBack } from '../../duty/take-back.tsx';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PhotoList } from '../../ui/photos/photo-list.tsx';
import { Text } from '../../ui/text.tsx';
import { FollowUpForm } from './follow-up-form.tsx';
import { RegisterIll } from './register-ill.tsx';
import { useSession, type SessionDuty } from './session-duty.ts';
import { STEPS } from './session-forms.ts';
import { t } from './session-strings.ts';
import { symptomWords } from './symptom-words.ts';
import styles from './session.module.css';

/** Who is away from class through illness, and what was found out since (因病缺勤登记追踪). */
export function AbsencesScreen(): JSX.Element {
  const duty = useSession();
  const rows = duty.now.value?.sheet.rows ?? [];
  const members = duty.members.value;
  const names = new Map(members.map(({ personId, name }) => [personId, name]));
  const entries = [...duty.absences.value].sort((a, b) => isUrgent(b) - isUrgent(a));
  const today = dayOf(duty, duty.nowInstant());
  const mayRecord = duty.mayRecord.value;
  const isBegun = ({ id }: AbsenceEntry): boolean =>
    duty.forms.followUp.draft.value.absenceId === id;
  return (
    <>
      {mayRecord && (
        <Button icon={plus} wide onClick={() => openAbsence(duty.forms.absence, { day: today })}>
          <Text of={words.both('absence.add')} />
        </Button>
      )}
      <LiesAside duty={duty} of={duty.forms.absence.draft.value} />
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
            {isBegun(entry) && <LiesAside duty={duty} of={duty.forms.followUp.draft.value} />}
            {mayRecord && (entry.isOpen || isBegun(entry)) && (
              <Button wide onClick={() => openFollowUp(duty, entry)}>
                <Text of={t.both('absence.followUp')} />
              </Button>
            )}
            {mayTakeBack(duty, entry) && (
              <TakeBack
                what={names.get(entry.absence.personId) ?? ''}
                onTakeBack={(reason) =>
                  duty.keep('takenBack', [
                    { type: 'void', body: { voids: entry.id, doorId: null, reason } },
                  ])
                }
              />
            )}
          </li>
        ))}
      </ul>
      <AbsenceForm
        duty={duty}
        form={duty.forms.absence}
        people={members}
        onKept={(fact) => duty.saved('absence', [fact])}
      />
      <FollowUpForm />
    </>
  );
}

/** Whoever is in class again without a proof comes before all others. */
const isUrgent = ({ proof }: AbsenceEntry): number => Number(proof === 'missing');

/** As the server will judge it: its author for the length of a shift, and who answers for the class at any time. */
function mayTakeBack(duty: SessionDuty, { fact, absence }: AbsenceEntry): boolean {
  const { app, place } = duty;
  if (place.value === null) return false;
  const at = duty.nowInstant();
  const target = { ...place.value.at, type: 'absence' as const, personId: absence.personId };
  return mayVoid(app.access()?.assignments ?? [], target, {
    isAuthor: fact.by === app.unlocked.accountId,
    withinShift: isMineStill(app, fact, at),
    at,
  });
}

/** What is half written stands there again, also where it is of another absence. */
function openFollowUp(duty: SessionDuty, entry: AbsenceEntry): void {
  const form = duty.forms.followUp;
  const { absenceId, note, photos } = form.draft.peek();
  if (absenceId === entry.id) return form.change({});
  const isTold = absenceId !== null && (note.trim() !== '' || photos.length > 0);
  if (isTold) return form.change(IN_THE_WAY);
  form.clear();
  const on = dayOf(duty, duty.nowInstant());
  form.change({ absenceId: entry.id, step: nextStep(entry), on });
}

/** What usually follows on what was told last. */
function nextStep({ followUps }: AbsenceEntry): (typeof STEPS)[number] {
  const told = followUps.map(({ body }) => STEPS.indexOf(body.step));
  return STEPS[Math.max(-1, ...told) + 1] ?? 'return';
}

/** Several teachers may have told of the same one. */
const peopleOf = (entries: readonly AbsenceEntry[]): number =>
  new Set(entries.map(({ absence }) => absence.personId)).size;

/** How many have not proven the return, and how many of them are in class all the same. */
function Unproven({ entries }: { entries: readonly AbsenceEntry[] }): JSX.Element | null {
  const count = peopleOf(entries.filter(({ isOpen }) => isOpen));
  const back = peopleOf(entries.filter(({ proof }) => proof === 'missing'));
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
      <p class={styles.soft}>
        {timeOf(duty, entry.at)} · {whoRecorded(duty, entry.by, language.value)}
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
