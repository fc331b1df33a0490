import type { JSX } from 'preact';
import type { PeopleSelection } from '../../../protocol/office-enrolment.ts';
import { Field } from '../../ui/field.tsx';
import type { Spoken } from '../../strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import styles from './office.module.css';
import { t } from './cards-strings.ts';

/** '' = all. */
export interface SelectionChoice {
  kind: 'student' | 'staff';
  buildingId: string;
  unitId: string;
  classId: string;
  college: string;
}

export const EVERY_STUDENT: SelectionChoice = {
  kind: 'student',
  buildingId: '',
  unitId: '',
  classId: '',
  college: '',
};

/** What is not chosen does not narrow. */
export function selectionOf(choice: SelectionChoice): PeopleSelection {
  const { kind, ...rest } = choice;
  const chosen = Object.entries(rest).filter(([, value]) => value !== '');
  return { kind, ...Object.fromEntries(chosen) };
}

/** Building, unit, class, college, students or staff. */
export function SelectionFields(props: {
  choice: SelectionChoice;
  onChoice: (choice: SelectionChoice) => void;
}): JSX.Element {
  const { api, places } = useOffice();
  const { choice, onChoice } = props;
  const classes = useLoaded(api.classes, 'classes').value?.classes.map((one) => one.class) ?? [];
  const buildings = places.value?.buildings ?? [];
  const units = buildings.find(({ building }) => building.id === choice.buildingId)?.units ?? [];
  const colleges = [...new Set(classes.flatMap(({ college }) => college ?? []))];
  const classesHere = classes.filter(
    ({ college }) => choice.college === '' || college === choice.college,
  );
  return (
    <div class={styles.filters}>
      <Choice
        label={t.both('who')}
        value={choice.kind}
        options={[
          ['student', t('kind.student')],
          ['staff', t('kind.staff')],
        ]}
        onValue={(kind) => onChoice({ ...choice, kind: kind === 'staff' ? 'staff' : 'student' })}
      />
      <Choice
        label={t.both('places.building')}
        value={choice.buildingId}
        options={[['', t('all')], ...buildings.map(({ building }) => named(building))]}
        onValue={(buildingId) => onChoice({ ...choice, buildingId, unitId: '' })}
      />
      {units.length > 0 && (
        <Choice
          label={t.both('unit')}
          value={choice.unitId}
          options={[['', t('all')], ...units.map(({ unit }) => [unit.id, unit.code] as const)]}
          onValue={(unitId) => onChoice({ ...choice, unitId })}
        />
      )}
      <Choice
        label={t.both('college')}
        value={choice.college}
        options={[['', t('all')], ...colleges.map((college) => [college, college] as const)]}
        onValue={(college) => onChoice({ ...choice, college, classId: '' })}
      />
      <Choice
        label={t.both('class')}
        value={choice.classId}
        options={[['', t('all')], ...classesHere.map(named)]}
        onValue={(classId) => onChoice({ ...choice, classId })}
      />
    </div>
  );
}

const named = ({ id, name }: { id: string; name: string }) => [id, name] as const;

export function Choice(props: {
  label: Spoken;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onValue: (value: string) => void;
}): JSX.Element {
  return (
    <Field label={props.label}>
      <select value={props.value} onChange={(event) => props.onValue(event.currentTarget.value)}>
        {props.options.map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  );
}
