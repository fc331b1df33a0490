import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useState } from 'preact/hooks';
import { createAbsenceForm, openAbsence } from '../../duty/absence/absence-draft.ts';
import { AbsenceForm } from '../../duty/absence/absence-form.tsx';
import { dayOf } from '../../duty/campus-time.ts';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import { mayReportSelf, onBehalfDuties } from './may-report.ts';
import { NameFinder } from './name-finder.tsx';
import { NotKept } from './not-kept.tsx';
import { useDuty } from './report-duty.ts';
import { ReportLanguage } from './report-language.tsx';
import styles from './report.module.css';
import { t } from './class-absence-strings.ts';
import { taughtClasses, type TaughtClass } from './taught-classes.ts';
import { ToldAbsences, toldAbsences } from './told-absences.tsx';

/** A course teacher tells who was missing from class through illness (网课缺勤上报): names in, nothing of anybody's health out. */
export function ClassAbsenceScreen(): JSX.Element {
  const duty = useDuty();
  const chosen = useSignal<string | null>(null);
  const classes = duty.app.revision.value >= 0 ? taughtClasses(duty) : [];
  const here = classes.find(({ classId }) => classId === chosen.value) ?? classes[0];
  return (
    <main class={styles.screen}>
      <Top />
      <NotKept />
      {here === undefined ? (
        <EmptyState icon={users} title={<Text of={t.both('empty')} />}>
          <Text of={t.both('emptyHelp')} />
        </EmptyState>
      ) : (
        <>
          <p class={styles.soft}>
            <Text of={t.both('lead')} />
          </p>
          {classes.length > 1 && <Classes classes={classes} here={here} chosen={chosen} />}
          <Members key={here.classId} of={here} all={classes} />
        </>
      )}
    </main>
  );
}

function Top(): JSX.Element {
  const duty = useDuty();
  const { route } = useLocation();
  const isAlso = mayReportSelf(duty) || onBehalfDuties(duty).length > 0;
  return (
    <header class={styles.top}>
      {isAlso && (
        <Button kind="quiet" icon={arrowLeft} label={t('back')} onClick={() => route('/report')} />
      )}
      <h1>
        <Text of={t.both('title')} />
      </h1>
      <ReportLanguage />
    </header>
  );
}

function Classes(props: {
  classes: readonly TaughtClass[];
  here: TaughtClass;
  chosen: Signal<string | null>;
}): JSX.Element {
  const { classes, here, chosen } = props;
  return (
    <Field label={t.both('class')}>
      <select value={here.classId} onChange={(event) => (chosen.value = event.currentTarget.value)}>
        {classes.map(({ classId, name }) => (
          <option key={classId} value={classId}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}

const namesIn = (classes: readonly TaughtClass[]): Map<string, string> =>
  new Map(classes.flatMap(({ members }) => members.map(({ personId, name }) => [personId, name])));

/** Fewer names than these are seen at a glance. */
const FIND_FROM = 9;

function Members({ of, all }: { of: TaughtClass; all: readonly TaughtClass[] }): JSX.Element {
  const duty = useDuty();
  const [form] = useState(() => createAbsenceForm(duty.app, `class-absence-${of.classId}`));
  useEffect(() => form.stop, [form]);
  const query = useSignal('');
  const savedOf = useSignal<string | null>(null);
  const names = namesIn(all);
  const isOfAnother = (personId: string): boolean =>
    names.has(personId) && !of.members.some((one) => one.personId === personId);
  const told = toldAbsences(duty).filter(({ absence }) => !isOfAnother(absence.personId));
  const sought = query.value.trim().toLowerCase();
  const found = of.members.filter(({ name }) => name.toLowerCase().includes(sought));
  const nameOf = (personId: string): string => names.get(personId) ?? t('formerly');
  return (
    <>
      <h2>{of.name}</h2>
      {savedOf.value !== null && (
        <Banner tone="good" icon={circleCheck} role="status">
          <Text of={t.both('saved', { name: savedOf.value })} />
        </Banner>
      )}
      <LiesAside duty={duty} of={form.draft.value} />
      {of.members.length >= FIND_FROM && <NameFinder label={t.both('find')} query={query} />}
      {found.length === 0 && (
        <p role="status">
          <Text of={t.both('nobody')} />
        </p>
      )}
      {found.map(({ personId, name }) => (
        <button
          key={personId}
          type="button"
          class={styles.person}
          aria-haspopup="dialog"
          onClick={() => {
            savedOf.value = null;
            openAbsence(form, { day: dayOf(duty, duty.nowInstant()), personId });
          }}
        >
          <strong>{name}</strong>
          <Since
            day={told.find(({ absence }) => absence.personId === personId)?.absence.absentFrom}
          />
        </button>
      ))}
      <ToldAbsences told={told} nameOf={nameOf} onTakenBack={() => (savedOf.value = null)} />
      <AbsenceForm
        duty={duty}
        form={form}
        people={of.members}
        onKept={(_, { personId }) => (savedOf.value = nameOf(personId))}
      />
    </>
  );
}

function Since({ day }: { day: string | undefined }): JSX.Element | null {
  if (day === undefined) return null;
  return (
    <span class={styles.reported}>
      <Text of={t.both('told', { day })} />
    </span>
  );
}
