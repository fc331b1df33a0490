import list from 'lucide-static/icons/clipboard-list.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check-big.svg?raw';
import type { JSX } from 'preact';
import type { MissingReply, PlaceRoll, SessionRolls } from '../../../protocol/office-rollup.ts';
import { HandOn } from '../../duty/hand-on.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { agoText, dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useLoaded } from './loaded.ts';
import { useOffice } from './office-context.ts';
import { placeName } from './roll-summary.tsx';
import { Table } from './table.tsx';
import { WhenLoaded } from './when-loaded.tsx';
import styles from './office.module.css';

/** Of whom in one class or unit nobody has said anything, and whether a report may still lie on their phones. */
export function MissingOfPlace(props: {
  place: PlaceRoll['place'];
  session: SessionRolls['session'];
}): JSX.Element {
  const { api } = useOffice();
  const { kind, id } = props.place;
  const { day, slot } = props.session;
  const query = { kind, id, day, slot };
  const list = useLoaded(() => api.sessionMissing(query), JSON.stringify(query));
  return <WhenLoaded of={list}>{(reply) => <Missing reply={reply} />}</WhenLoaded>;
}

function Missing({ reply }: { reply: MissingReply }): JSX.Element {
  const { people } = reply;
  const name = nameOf(reply);
  if (people.length === 0)
    return (
      <>
        <h2>{name}</h2>
        <Nobody counts={reply.counts} />
      </>
    );
  return (
    <>
      <h2>{name}</h2>
      <p role="status">
        <strong>{t('missing.head', { count: people.length })}</strong> <Phones reply={reply} />
      </p>
      <HandOn text={handOnText(reply)} words={(key) => t.both(`missing.${key}`)} />
      <p class={styles.soft}>{t('missing.masked')}</p>
      <People reply={reply} />
    </>
  );
}

function Nobody({ counts }: Pick<MissingReply, 'counts'>): JSX.Element {
  if (counts.expected + counts.excused === 0)
    return (
      <EmptyState icon={list} title={t('missing.empty')}>
        {t('missing.emptyLead')}
      </EmptyState>
    );
  if (counts.notDue > 0)
    return <EmptyState title={t('missing.notDue')}>{t('missing.notDueLead')}</EmptyState>;
  return (
    <EmptyState icon={circleCheck} title={t('missing.none')}>
      {t('missing.noneLead', { count: counts.excused })}
    </EmptyState>
  );
}

const nameOf = ({ place }: MissingReply): string =>
  [place.kind === 'class' ? place.groupName : null, placeName({ name: place.groupName }, place)]
    .filter((part) => part !== null)
    .join(' · ');

/** "9 of them have phones last heard 3 hours ago": what is missing may be written and not sent. */
function Phones({ reply }: { reply: MissingReply }): JSX.Element {
  const { silent, silentSince, phoneless } = reply;
  return (
    <>
      {silentSince !== null &&
        t('missing.silent', { count: silent, ago: agoText(silentSince, Date.now()) })}{' '}
      {phoneless > 0 && t('missing.phoneless', { count: phoneless })}
    </>
  );
}

function People({ reply }: { reply: MissingReply }): JSX.Element {
  const { zone } = useOffice();
  return (
    <Table
      caption={t('rolls.missingOf', { name: nameOf(reply) })}
      rows={reply.people}
      rowKey={({ personId }) => personId}
      columns={[
        {
          label: t('missing.name'),
          look: 'name',
          cell: ({ personId, name }) => <a href={`/office/people/${personId}`}>{name}</a>,
        },
        { label: t('missing.room'), cell: ({ room }) => room ?? t('missing.noRoom') },
        { label: t('missing.phone'), cell: phoneText },
        {
          label: t('missing.reminded'),
          cell: ({ remindedAt }) =>
            remindedAt === null ? t('missing.notReminded') : dateTimeText(remindedAt, zone),
        },
      ]}
    />
  );
}

function phoneText({ heardAt, isSilent }: MissingReply['people'][number]): string {
  if (heardAt === null) return t('missing.neverHeard');
  const ago = agoText(heardAt, Date.now());
  return t(isSilent ? 'missing.silentFor' : 'missing.heard', { ago });
}

/** Numbers of people and rooms only: it may be read by whoever is in the chat. */
function handOnText(reply: MissingReply): string {
  const { session, counts, rooms, people } = reply;
  const head = t('missing.text', {
    place: nameOf(reply),
    day: session.day,
    slot: t(`slot.${session.slot}`),
    expected: counts.expected,
    present: counts.present,
    missing: people.length,
  });
  const byRoom = rooms
    .map(({ room, count }) => t('missing.textRoom', { room: room ?? t('missing.noRoom'), count }))
    .join(t('comma'));
  return `${head}\n${t('missing.textRooms', { rooms: byRoom })}`;
}
