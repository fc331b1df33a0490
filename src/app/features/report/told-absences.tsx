import type { JSX } from 'preact';
import { readFact, type FactBody } from '../../../domain/fact.ts';
import type { Fact } from '../../../domain/operation.ts';
import { takenBackIn } from '../../../domain/taken-back.ts';
import { isMineStill } from '../../duty/own-fact.ts';
import { TakeBack } from '../../duty/take-back.tsx';
import { Text } from '../../ui/text.tsx';
import { useDuty, type ReportDuty } from './report-duty.ts';
import styles from './report.module.css';
import { t } from './class-absence-strings.ts';

export interface ToldAbsence {
  fact: Fact;
  absence: FactBody<'absence'>;
}

/** What this account told of others and has not taken back, the newest first. */
export function toldAbsences({ app }: Pick<ReportDuty, 'app'>): ToldAbsence[] {
  void app.revision.value;
  const facts = app.facts();
  const gone = takenBackIn(facts);
  return facts
    .filter(({ id, by }) => by === app.unlocked.accountId && !gone.has(id))
    .flatMap((fact) => {
      const read = fact.type === 'absence' ? readFact(fact) : null;
      return read?.type === 'absence' ? [{ fact, absence: read.body }] : [];
    })
    .sort((a, b) => (a.fact.correctedAt < b.fact.correctedAt ? 1 : -1));
}

/** With the way back, as long as it is its author's alone. */
export function ToldAbsences(props: {
  told: readonly ToldAbsence[];
  nameOf: (personId: string) => string;
  onTakenBack: () => void;
}): JSX.Element | null {
  const duty = useDuty();
  const { told, nameOf, onTakenBack } = props;
  const now = new Date(duty.minuteMs.value).toISOString();
  if (told.length === 0) return null;
  return (
    <section class={styles.part}>
      <h2>
        <Text of={t.both('mine')} />
      </h2>
      <ul class={styles.lines}>
        {told.map(({ fact, absence }) => (
          <li key={fact.id} class={styles.card}>
            <strong>{nameOf(absence.personId)}</strong>
            <Text of={t.both('told', { day: absence.absentFrom })} />
            {isMineStill(duty.app, fact, now) && (
              <TakeBack
                what={nameOf(absence.personId)}
                onTakeBack={async (reason) => {
                  onTakenBack();
                  await duty.record('void', { voids: fact.id, doorId: null, reason });
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
