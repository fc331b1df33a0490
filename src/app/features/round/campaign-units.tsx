import type { JSX } from 'preact';
import type { Campaign } from '../../../domain/campaign.ts';
import { campaignProgress, type CampaignUnit } from '../../../domain/campaign-progress.ts';
import { unitScope } from '../../../domain/scope.ts';
import { campusZone } from '../../campus-zone.ts';
import { Text } from '../../ui/text.tsx';
import { useRound } from './round-duty.ts';
import styles from './round-start.module.css';
import { t } from './round-strings.ts';
import { unitName } from './unit-name.ts';
import { unitsToWalk, type UnitToWalk } from './units-to-walk.ts';

/** How far a campaign is in every unit of its buildings whose rounds come to this phone; one alone says nothing more. */
export function CampaignUnits({ campaign }: { campaign: Campaign }): JSX.Element | null {
  const { app, log, nowInstant } = useRound();
  const access = app.access();
  const scopes = new Set(access?.scopes);
  const { rooms, visited, units } = campaignProgress(log().rounds, {
    campaign,
    rooms: [...app.replica.documents('room').values()].filter(({ unitId }) =>
      scopes.has(unitScope(unitId, 'round')),
    ),
    zone: campusZone(app),
  });
  if (units.length < 2) return null;
  const progressById = new Map(units.map((unit) => [unit.unitId, unit]));
  const inOrder = unitsToWalk(access, app.replica, nowInstant()).flatMap((unit) => {
    const progress = progressById.get(unit.id);
    return progress === undefined ? [] : { unit, progress };
  });
  return (
    <details class={styles.units}>
      <summary>
        <Text of={t.both('campaign.all', { visited, count: rooms })} inline />
      </summary>
      <ul>
        {inOrder.map(({ unit, progress }) => (
          <UnitLine key={unit.id} unit={unit} progress={progress} />
        ))}
      </ul>
    </details>
  );
}

function UnitLine(props: { unit: UnitToWalk; progress: CampaignUnit }): JSX.Element {
  const { rooms, visited } = props.progress;
  return (
    <li>
      <span>{unitName(props.unit)}</span>
      <span>{t('campaign.unit', { visited, rooms })}</span>
      <progress max={Math.max(rooms, 1)} value={visited} aria-hidden="true" />
    </li>
  );
}
