import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { HandOn } from '../../duty/hand-on.tsx';
import { timeOf } from '../../duty/campus-time.ts';
import { Text } from '../../ui/text.tsx';
import type { Spoken } from '../../strings.ts';
import styles from './night-screen.module.css';
import { PaperMark } from './paper-mark.tsx';
import { useRound, type RoundDuty } from './round-duty.ts';
import { LIST_PATH, roomPath } from './round-paths.ts';
import { t } from './round-strings.ts';
import { unitNight, type MissingPerson, type UnitNight } from './unit-night.ts';
import { unitName } from './unit-name.ts';
import { unitsToWalk } from './units-to-walk.ts';

const COUNTS = ['expected', 'present', 'on_leave', 'in_hospital', 'otherwise'] as const;

/** Who of the unit is in for the night, and who nobody can account for, with where they were seen last. */
export function NightScreen(): JSX.Element {
  const duty = useRound();
  const unitId = duty.round.value?.body.unitId ?? '';
  const unit = unitsToWalk(duty.app.access(), duty.app.replica, duty.nowInstant()).find(
    ({ id }) => id === unitId,
  );
  const found = useComputed(() => unitNight(duty, unitId));
  const { night, counts, missing } = found.value;
  const name = unit === undefined ? '' : unitName(unit);
  return (
    <main class={styles.screen}>
      <a class={styles.back} href={LIST_PATH}>
        <Text of={t.both('room.back')} />
      </a>
      <header>
        <h1>
          <Text of={t.both('purpose.night_check')} />
        </h1>
        <p class={styles.when}>
          <span>{name}</span>
          <span>
            <Text of={t.both('night.of', { day: night.day })} />
          </span>
        </p>
      </header>
      <dl class={styles.counts}>
        {COUNTS.map((key) => (
          <div key={key}>
            <dt>
              <Text of={t.both(`night.${key}`)} />
            </dt>
            <dd>{counts[key]}</dd>
          </div>
        ))}
      </dl>
      <h2 class={counts.unaccounted > 0 ? styles.missing : undefined} aria-live="polite">
        <Text of={headOf(found.value)} />
      </h2>
      {missing.map(({ room, people }) => (
        <section key={room ?? ''} class={styles.room}>
          <h3>
            <Room code={room} />
          </h3>
          <ul>
            {people.map((person) => (
              <li key={person.personId}>
                <strong>{person.name}</strong>
                <Evidence person={person} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <HandOn text={nightText(found.value, name)} words={(key) => t.both(`night.${key}`)} />
    </main>
  );
}

function headOf({ counts: { unaccounted, notAsked } }: UnitNight): Spoken {
  if (unaccounted === 0) return t.both('night.none');
  return notAsked > 0
    ? t.both('night.unaccountedAndLeft', { count: unaccounted, left: notAsked })
    : t.both('night.unaccounted', { count: unaccounted });
}

function Room({ code }: { code: string | null }): JSX.Element {
  const { rooms } = useRound();
  if (code === null) return <Text of={t.both('night.noRoom')} />;
  const room = rooms.value.inOrder.find((one) => one.code === code);
  const title = <Text of={t.both('room.title', { code })} />;
  return room === undefined ? title : <a href={roomPath(room.id)}>{title}</a>;
}

/** What was said, and where they were seen last: a help to find them, not a count. */
function Evidence({ person: { word, seen } }: { person: MissingPerson }): JSX.Element {
  const duty = useRound();
  return (
    <>
      <span>
        <Text
          of={word === null ? t.both('night.notAsked') : t.both(`presence.${word.state}`)}
          inline
        />
        {word !== null && word.typedInAt !== null && <PaperMark at={word.at} />}
      </span>
      <span class={styles.seen}>
        <Text of={seenText(duty, seen)} />
      </span>
    </>
  );
}

function seenText(duty: RoundDuty, seen: MissingPerson['seen']): Spoken {
  if (seen === null) return t.both('night.neverSeen');
  const time = timeOf(duty, seen.at);
  const { replica } = duty.app;
  if (seen.kind === 'room') {
    const room = replica.documents('room').get(seen.roomId)?.code ?? '';
    return t.both('night.seenInRoom', { time, room });
  }
  const door = replica.documents('door').get(seen.doorId)?.name ?? '';
  return t.both(`night.seen.${seen.direction}`, { time, door });
}

/** Numbers of people and rooms only: it may be read by whoever is in the chat. */
function nightText({ night: { day }, counts, missing }: UnitNight, unit: string): string {
  const rooms = missing
    .map(({ room, people }) => `${room ?? t('night.noRoom')} (${people.length})`)
    .join(t('night.comma'));
  const numbers = { ...counts, unit, day };
  const head = t('night.text', numbers);
  return rooms === '' ? head : `${head}\n${t('night.textRooms', { rooms })}`;
}
