import bell from 'lucide-static/icons/bell-ring.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check-big.svg?raw';
import type { JSX } from 'preact';
import { HandOn } from '../../duty/hand-on.tsx';
import { timeOf } from '../../duty/campus-time.ts';
import { bothOf } from '../../duty/duty-strings.ts';
import type { MissingPerson } from '../../../domain/missing-list.ts';
import { language, type Language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import type { PlaceMember } from './place-members.ts';
import { useSession, type PlaceSession, type SessionDuty } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** Of whom nobody has said anything, and whether a report may still lie on their phones. */
export function MissingScreen({ here }: { here: PlaceSession }): JSX.Element {
  const duty = useSession();
  const { missing, sheet } = here;
  if (sheet.counts.notDue > 0 && missing.people.length === 0)
    return (
      <EmptyState icon={bell} title={<Text of={t.both('missing.notDue')} />}>
        <Text of={t.both('missing.notDueHelp')} />
      </EmptyState>
    );
  if (missing.people.length === 0)
    return (
      <EmptyState icon={circleCheck} title={<Text of={t.both('missing.none')} />}>
        <Text of={t.both('missing.noneHelp', { count: sheet.counts.excused })} />
      </EmptyState>
    );
  return (
    <>
      <h1 class={styles.state} aria-live="polite">
        <Text
          of={bothOf(
            'missing.head',
            (lang) => ({ count: missing.people.length, time: asOfText(duty, here, lang) }),
            t,
          )}
        />
      </h1>
      <Phones here={here} />
      <RemindAll here={here} />
      <ul class={styles.list}>
        {missing.people.map((person) => (
          <li key={person.member.personId} class={styles.row}>
            <Person person={person} />
          </li>
        ))}
      </ul>
      <HandOn text={missingText(duty, here)} words={(key) => t.both(`missing.${key}`)} />
    </>
  );
}

/** "9 of them have a phone that was not heard since 11:05": what is missing may be written and not sent. */
function Phones({ here: { missing } }: { here: PlaceSession }): JSX.Element {
  const duty = useSession();
  const { silent, silentSince, phoneless } = missing;
  return (
    <p class={styles.soft}>
      {silentSince !== null && (
        <Text of={t.both('missing.silent', { count: silent, time: timeOf(duty, silentSince) })} />
      )}{' '}
      {phoneless > 0 && <Text of={t.both('missing.phoneless', { count: phoneless })} />}
    </p>
  );
}

function Person({ person }: { person: MissingPerson<PlaceMember> }): JSX.Element {
  const duty = useSession();
  const { member, heardAt, isSilent, overdueSince, remindedAt } = person;
  const place = [member.room, member.bed].filter((part) => part !== null).join('-');
  return (
    <>
      <span>
        <strong>{member.name}</strong> <span class={styles.soft}>{place}</span>
      </span>
      <span class={styles.told}>
        {overdueSince !== null && (
          <strong class={styles.late}>
            {t('leaveOverdue', { time: timeOf(duty, overdueSince) })}
          </strong>
        )}
        <span>
          {heardAt === null
            ? t('missing.neverHeard')
            : t(isSilent ? 'missing.silentSince' : 'missing.heard', {
                time: timeOf(duty, heardAt),
              })}
        </span>
        {remindedAt !== null && (
          <span>{t('missing.reminded', { time: timeOf(duty, remindedAt) })}</span>
        )}
      </span>
    </>
  );
}

/** A reminder to each of them, in their own phones' inbox. */
function RemindAll({ here }: { here: PlaceSession }): JSX.Element {
  const duty = useSession();
  const { missing, window } = here;
  const session = { day: window.day, slot: window.slot };
  const records = missing.people.map(({ member }) => ({
    type: 'reminder' as const,
    body: { personId: member.personId, about: 'report' as const, session },
  }));
  return (
    <Button kind="primary" icon={bell} wide onClick={() => void duty.keep('reminders', records)}>
      <Text of={t.both('missing.remindAll', { count: records.length })} />
    </Button>
  );
}

/** Up to when this phone knows what others have told: offline that is long ago. */
function asOfText(
  duty: SessionDuty,
  { asOf }: PlaceSession,
  lang: Language = language.value,
): string {
  return asOf === null ? t.in(lang, 'missing.timeNotKnown') : timeOf(duty, asOf);
}

/** Numbers of people and rooms only: it may be read by whoever is in the chat. */
function missingText(duty: SessionDuty, here: PlaceSession): string {
  const { place, window, sheet, missing } = here;
  const rooms = missing.rooms
    .map(({ room, count }) => `${room ?? t('missing.noRoom')} (${count})`)
    .join(t('comma'));
  const head = t('missing.text', {
    place: place.name,
    day: window.day,
    slot: t(`slot.${window.slot}`),
    expected: sheet.counts.expected,
    present: sheet.counts.present,
    missing: missing.people.length,
    time: asOfText(duty, here),
  });
  return `${head}\n${t('missing.textRooms', { rooms })}`;
}
