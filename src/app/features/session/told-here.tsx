import type { JSX } from 'preact';
import type { HealthWord } from '../../../domain/health-words.ts';
import { hasValues } from '../../../domain/health-words.ts';
import type { Id } from '../../../domain/id.ts';
import type { Fact } from '../../../domain/operation.ts';
import { mayVoid } from '../../../domain/permission.ts';
import { isMineStill } from '../../duty/own-fact.ts';
import { TakeBack } from '../../duty/take-back.tsx';
import { Text } from '../../ui/text.tsx';
import { wordText } from './person-row.tsx';
import { useSession, type PlaceSession, type SessionDuty } from './session-duty.ts';
import { t } from './session-strings.ts';
import styles from './session.module.css';

/** What was told of a person in the session and this account may take back; nothing where there is none of it. */
export function ToldHere(props: { here: PlaceSession; personId: Id }): JSX.Element | null {
  const duty = useSession();
  const mine = toldOf(duty, props).filter((line) => mayTakeBack(duty, props, line));
  if (mine.length === 0) return null;
  return (
    <section class={styles.form}>
      <h3>
        <Text of={t.both('toldHere')} />
      </h3>
      <ul class={styles.list}>
        {mine.map(({ fact, text }) => (
          <li key={fact.id}>
            <span>{text}</span>
            <TakeBack
              what={text}
              onTakeBack={(reason) =>
                duty.keep('takenBack', [
                  { type: 'void', body: { voids: fact.id, doorId: null, reason } },
                ])
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Line {
  /** Whatever was corrected since: the first telling is taken back, and all of it with that. */
  fact: Fact;
  type: 'self-report' | 'session-check';
  text: string;
}

function toldOf(duty: SessionDuty, { here, personId }: Parameters<typeof ToldHere>[0]): Line[] {
  const log = duty.log.value;
  const text = (word: Parameters<typeof wordText>[1]): string => wordText(duty.app, word);
  const reports = log.reportsOf(personId, here.window).flatMap((entry): Line[] => {
    const first = entry.versions.find(({ fact }) => fact.id === entry.id)?.fact;
    const word: HealthWord = { source: 'report', by: entry.current.by, at: entry.at, entry };
    return first === undefined ? [] : [{ fact: first, type: 'self-report', text: text(word) }];
  });
  const checks = log.checksOf(personId, here.window).map((entry): Line => {
    const { by, at, body, fact } = entry;
    const hasSaid = hasValues(entry) || body.isIllness === true;
    return {
      fact,
      type: 'session-check',
      text: hasSaid
        ? text({ source: 'check', by, at, entry })
        : t('source.staff', { value: t(`person.${body.state}`) }),
    };
  });
  return [...reports, ...checks];
}

/** As the server will judge it: its author for the length of a shift, and who answers for the place at any time. */
function mayTakeBack(
  { app, nowInstant }: SessionDuty,
  { here, personId }: Parameters<typeof ToldHere>[0],
  { fact, type }: Line,
): boolean {
  const at = nowInstant();
  const target = { ...here.place.at, type, personId };
  return mayVoid(app.access()?.assignments ?? [], target, {
    isAuthor: fact.by === app.unlocked.accountId,
    withinShift: isMineStill(app, fact, at),
    at,
  });
}
