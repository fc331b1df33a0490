import plane from 'lucide-static/icons/plane.svg?raw';
import type { JSX } from 'preact';
import type { ContactRow, ContactState } from '../../../domain/contact-list.ts';
import { clockTime } from '../../clock-time.ts';
import { campusZone } from '../../campus-zone.ts';
import { dayOf, timeOf } from '../../duty/campus-time.ts';
import { whoRecorded } from '../../duty/who-recorded.ts';
import { language, type Spoken } from '../../strings.ts';
import { classes } from '../../ui/classes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { LiesAside } from '../../duty/half-written/not-saved-yet.tsx';
import { ContactForm, openContact } from './contact-form.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession, type SessionDuty } from './session-duty.ts';
import type { Outcome } from './session-forms.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

type Row = ContactRow<PlaceMember>;

/** Everybody of the place who is not on campus, who is due today first, and what the last contact was (每日联系). */
export function ContactsScreen(): JSX.Element {
  const duty = useSession();
  const { mayRecord } = duty;
  const { rows } = duty.contacts.value;
  const draft = duty.forms.contact.draft.value;
  if (rows.length === 0)
    return (
      <EmptyState icon={plane} title={<Text of={t.both('contact.none')} />}>
        <Text of={t.both('contact.noneHelp')} />
      </EmptyState>
    );
  return (
    <>
      <Progress />
      <ul class={styles.list}>
        {rows.map((row) => (
          <li key={row.member.personId}>
            <Person row={row} mayRecord={mayRecord.value} />
            {draft.personId === row.member.personId && <LiesAside duty={duty} of={draft} />}
          </li>
        ))}
      </ul>
      {mayRecord.value && <ContactForm />}
    </>
  );
}

/** "12 of 15 contacted today": of those who are due. */
function Progress(): JSX.Element {
  const { reached, tried, due, later } = useSession().contacts.value;
  const all = reached + tried + due;
  return (
    <section class={styles.standing}>
      <h1 class={styles.state} aria-live="polite">
        <Text of={t.both('contact.progress', { reached, all })} />
      </h1>
      <progress class={styles.progress} value={reached} max={Math.max(all, 1)} aria-hidden="true" />
      <p class={styles.soft}>
        {tried > 0 && <Text of={t.both('contact.tried', { count: tried })} inline />}{' '}
        {later > 0 && <Text of={t.both('contact.later', { count: later })} inline />}
      </p>
    </section>
  );
}

const LOOKS: Partial<Record<ContactState, string | undefined>> = {
  due: styles.late,
  tried: styles.wrong,
};

function Person({ row, mayRecord }: { row: Row; mayRecord: boolean }): JSX.Element {
  const duty = useSession();
  const isUnwell = row.last?.body.health === 'abnormal';
  const looks = classes(styles.row, isUnwell && styles.abnormal);
  if (!mayRecord)
    return (
      <div class={looks}>
        <Words row={row} />
      </div>
    );
  return (
    <button
      type="button"
      class={looks}
      aria-haspopup="dialog"
      onClick={() => openContact(duty, row)}
    >
      <Words row={row} />
    </button>
  );
}

function Words({ row }: { row: Row }): JSX.Element {
  const duty = useSession();
  const { member, state, last } = row;
  const place = [member.room, member.bed].filter((part) => part !== null).join('-');
  const there = thereText(duty, row);
  return (
    <>
      <span>
        <strong>{member.name}</strong> <span class={styles.soft}>{place}</span>
      </span>
      <span class={classes(styles.tag, LOOKS[state])}>
        <Text of={stateWords(duty, row)} inline />
      </span>
      <span class={styles.told}>
        <span>{whereText(row)}</span>
        {there !== null && <span>{there}</span>}
        <span>{last === null ? t('contact.never') : lastText(duty, last)}</span>
        {last?.body.health === 'abnormal' && (
          <strong class={styles.wrong}>
            <Text of={t.both('contact.outcome.unwell')} inline />
          </strong>
        )}
        {last !== null && last.body.note !== null && <span>{last.body.note}</span>}
      </span>
    </>
  );
}

function stateWords(duty: SessionDuty, { state, dueOn, last }: Row): Spoken {
  const today = dayOf(duty, duty.nowInstant());
  if (state === 'due' && dueOn !== null && dueOn < today)
    return t.both('contact.state.overdue', { day: dueOn.slice(5) });
  if (state === 'later') return t.both('contact.state.later', { day: dueOn?.slice(5) ?? '' });
  return t.both(`contact.state.${state}`, { time: last === null ? '' : timeOf(duty, last.at) });
}

/** "Outside mainland China, Lisbon (own report)": who says so is worth knowing. */
function whereText({ away: { whereabouts, city, isReported } }: Row): string {
  const where = [t(`whereabouts.${whereabouts}`), city].filter(Boolean).join(t('comma'));
  return t(isReported ? 'contact.whereReported' : 'contact.whereRegistered', { where });
}

/** Both clocks, where theirs shows something else: nobody is woken at night. */
function thereText(duty: SessionDuty, { away: { zone } }: Row): string | null {
  if (zone === null) return null;
  const now = duty.nowMs.value;
  const [there, campus] = [zone, campusZone(duty.app)].map((one) =>
    clockTime(now, { now, zone: one }),
  );
  if (there === undefined || campus === undefined || there === campus) return null;
  return t('contact.clocks', { there, campus });
}

function lastText(duty: SessionDuty, { at, by, body }: NonNullable<Row['last']>): string {
  return t('contact.last', {
    time: timeOf(duty, at),
    channel: t(`contact.channel.${body.channel}`),
    who: whoRecorded(duty, by, language.value),
    answer: t(`contact.said.${outcomeOf(body)}`),
  });
}

function outcomeOf({ isReached, health }: NonNullable<Row['last']>['body']): Outcome {
  if (!isReached) return 'notReached';
  if (health === null) return 'notAsked';
  return health === 'normal' ? 'well' : 'unwell';
}
