import check from 'lucide-static/icons/check.svg?raw';
import type { JSX } from 'preact';
import type { Id } from '../../../domain/id.ts';
import type { Directory } from '../../../domain/person.ts';
import { roomOf } from '../../../domain/room-text.ts';
import type { Spoken } from '../../strings.ts';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDuty } from './door-duty.ts';
import { otherBuildingOf, roomAtDoor } from './room-of.ts';
import styles from './person-picker.module.css';

const SHOWN = 4;

export interface PersonPickerProps {
  label: Spoken;
  query: string;
  pickedId: Id | null;
  onQuery: (query: string) => void;
  onPick: (person: Directory) => void;
}

/** The door's search inside a form: type, then tap one of a few. */
export function PersonPicker(props: PersonPickerProps): JSX.Element {
  const { label, query, pickedId, onQuery, onPick } = props;
  const duty = useDuty();
  const { people } = duty;
  const picked = pickedId === null ? null : people.person(pickedId);
  const found = picked === null && query.trim() !== '' ? people.findPeople(query, SHOWN) : [];
  return (
    <div class={styles.picker}>
      <Field label={label}>
        <input
          name="person"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={200}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
        />
      </Field>
      {picked !== null && (
        <p class={styles.picked}>
          <Icon of={check} />
          {picked.name} · {roomAtDoor(duty, picked)}
        </p>
      )}
      {found.map((person) => (
        <button key={person.id} type="button" class={styles.choice} onClick={() => onPick(person)}>
          <strong>{person.name}</strong>
          <span>{roomOf(person)}</span>
          <span class={styles.detail}>
            {[otherBuildingOf(duty, person), person.className].filter(Boolean).join(' · ')}
          </span>
        </button>
      ))}
    </div>
  );
}
