import { useSignal, type Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { mayMakeCard } from '../../../domain/card-right.ts';
import type { Id } from '../../../domain/id.ts';
import { createPersonIndex } from '../../../domain/person-search.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession } from './session-duty.ts';
import styles from './session.module.css';
import { BackLink } from './back-link.tsx';
import { CardSheet } from './card-sheet.tsx';
import { t } from './more-strings.ts';

const SHOWN = 30;

/** "A student stands before me with a dead phone": a new card for somebody of the own class, unit or building. */
export function CardScreen(): JSX.Element {
  const duty = useSession();
  const query = useSignal('');
  const chosen = useSignal<Id | null>(null);
  const place = duty.place.value;
  const own = duty.app.access()?.assignments ?? [];
  const mayMake = place !== null && mayMakeCard(own, place.at, duty.nowInstant());
  const member = duty.members.value.find(({ personId }) => personId === chosen.value);
  const close = () => (chosen.value = null);
  return (
    <>
      <BackLink />
      <h1 class={styles.state}>
        <Text of={t.both('card.title')} />
      </h1>
      <p class={styles.soft}>
        <Text of={t.both(mayMake ? 'card.lead' : 'card.none')} />
      </p>
      {mayMake && <Finder query={query} chosen={chosen} />}
      <Dialog
        open={member !== undefined}
        title={member !== undefined && t('card.for', { name: member.name })}
        onClose={close}
      >
        {member !== undefined && <CardSheet member={member} onDone={close} />}
      </Dialog>
    </>
  );
}

function Finder(props: { query: Signal<string>; chosen: Signal<Id | null> }): JSX.Element {
  const { query, chosen } = props;
  const people = useFound(query.value);
  const more = people.length - SHOWN;
  return (
    <>
      <Field label={t.both('card.find')}>
        <input
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={query.value}
          onInput={(event) => (query.value = event.currentTarget.value)}
        />
      </Field>
      <ul class={styles.list}>
        {people.slice(0, SHOWN).map(({ personId, name, room, bed }) => (
          <li key={personId}>
            <button
              type="button"
              class={styles.row}
              aria-haspopup="dialog"
              onClick={() => (chosen.value = personId)}
            >
              <strong>{name}</strong>
              <span class={styles.soft}>
                {[room, bed].filter((part) => part !== null).join('-')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p class={styles.soft} role="status">
        {people.length === 0 && <Text of={t.both('card.nobody')} />}
        {more > 0 && <Text of={t.both('card.more', { count: more })} />}
      </p>
    </>
  );
}

/** Everybody of the place by room and bed; who fits what was typed, best first. */
function useFound(query: string): readonly PlaceMember[] {
  const duty = useSession();
  const members = duty.members.value;
  const index = useMemo(() => {
    const directory = duty.app.replica.documents('directory');
    return createPersonIndex(members.flatMap(({ personId }) => directory.get(personId) ?? []));
  }, [duty, members]);
  if (query.trim() === '') return members;
  const byId = new Map(members.map((member) => [member.personId, member]));
  return index
    .search(query, { limit: SHOWN, preferBuildingIds: [] })
    .flatMap(({ id }) => byId.get(id) ?? []);
}
