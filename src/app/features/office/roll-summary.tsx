import download from 'lucide-static/icons/download.svg?raw';
import type { JSX } from 'preact';
import {
  SESSION_STATES,
  type PlaceRoll,
  type RollCounts,
  type RollGroup,
  type SessionRolls,
} from '../../../protocol/office-rollup.ts';
import { language } from '../../strings.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { dateTimeText } from './campus-time.ts';
import { t } from './health-strings.ts';
import { useOffice } from './office-context.ts';
import { sessionRollsCsvPath } from './report-calls.ts';
import { RollStateTag } from './roll-state.tsx';
import styles from './office.module.css';
import rosterStyles from './roster.module.css';

/** Those that stand in every table, in this order. */
export const ROLL_COUNTS = [
  'expected',
  'present',
  'absent',
  'abnormal',
  'missing',
  'notDue',
  'excused',
] as const satisfies readonly (keyof RollCounts)[];

export const groupName = ({ name }: Pick<RollGroup, 'name'>): string =>
  name ?? t('rolls.noCollege');

/** A building that is one unit goes by its own name. */
export const placeName = (
  { name: group }: Pick<RollGroup, 'name'>,
  { kind, name }: Pick<PlaceRoll['place'], 'kind' | 'name'>,
): string => {
  if (name === null) return group ?? '–';
  return kind === 'class' ? name : t('rounds.unitOf', { building: group ?? '', unit: name });
};

/** The session, its totals over the whole campus, and how many returns stand how. */
export function RollSummary(props: { rolls: SessionRolls; onRefresh: () => void }): JSX.Element {
  const { zone } = useOffice();
  const { session, at, counts, states, unplaced, by } = props.rolls;
  const time = (instant: string) => dateTimeText(instant, zone).slice(11);
  const { day, slot } = session;
  return (
    <>
      <p>
        {t('rolls.lead', {
          day,
          slot: t(`slot.${slot}`),
          from: time(session.from),
          to: time(session.to),
          deadline: time(session.deadline),
          at: dateTimeText(at, zone),
        })}
        {unplaced > 0 && <> {t('rolls.unplaced', { count: unplaced })}</>}
      </p>
      <dl class={rosterStyles.counts}>
        {ROLL_COUNTS.map((key) => (
          <div key={key}>
            <dt>{t(`rolls.count.${key}`)}</dt>
            <dd>{counts[key]}</dd>
          </div>
        ))}
      </dl>
      <div class={styles.row}>
        <span>{t('rolls.returns')}</span>
        {SESSION_STATES.filter((state) => states[state] > 0).map((state) => (
          <RollStateTag key={state} state={state} count={states[state]} />
        ))}
      </div>
      <div class={styles.row}>
        <Button onClick={props.onRefresh}>{t('refresh')}</Button>
        <a
          class={styles.link}
          href={sessionRollsCsvPath({ day, slot, by, lang: language.value })}
          download
        >
          <Icon of={download} />
          {t('rolls.export')}
        </a>
      </div>
    </>
  );
}
