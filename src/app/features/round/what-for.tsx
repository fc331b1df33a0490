import type { JSX } from 'preact';
import type { Campaign } from '../../../domain/campaign.ts';
import { campaignProgress, isCampaignRunning } from '../../../domain/campaign-progress.ts';
import { nightWindowOf } from '../../../domain/default-policy.ts';
import type { Round } from '../../../domain/round.ts';
import { campusZone } from '../../campus-zone.ts';
import { asWritten } from '../../duty/as-written.ts';
import { dayOf } from '../../duty/campus-time.ts';
import { SegmentedChoice } from '../../ui/segmented-choice.tsx';
import { Text } from '../../ui/text.tsx';
import { CampaignUnits } from './campaign-units.tsx';
import { useRound, type RoundDuty } from './round-duty.ts';
import { t } from './round-strings.ts';
import type { UnitToWalk } from './units-to-walk.ts';

/** Why the unit is walked: the daily round, the night check, or a campaign by its id. */
export type Reason = Pick<Round, 'purpose' | 'campaignId'>;

const keyOf = ({ purpose, campaignId }: Reason): string => campaignId ?? purpose;

/** What the unit may be walked for today, and how far each campaign is in it. */
export function WhatFor(props: {
  unit: UnitToWalk;
  reason: Reason;
  onChoose: (reason: Reason) => void;
}): JSX.Element {
  const { unit, reason, onChoose } = props;
  const duty = useRound();
  const campaigns = campaignsIn(duty, unit);
  const reasons: Reason[] = [
    { purpose: 'round', campaignId: null },
    { purpose: 'night_check', campaignId: null },
    ...campaigns.map(({ id }): Reason => ({ purpose: 'round', campaignId: id })),
  ];
  const chosen = campaigns.find(({ id }) => id === reason.campaignId);
  return (
    <div>
      <SegmentedChoice
        legend={t.both('start.whatFor')}
        value={keyOf(reason)}
        options={reasons.map((one) => ({
          value: keyOf(one),
          label:
            one.campaignId === null
              ? t.both(`purpose.${one.purpose}`)
              : asWritten(campaigns.find(({ id }) => id === one.campaignId)?.name ?? ''),
        }))}
        onChange={(key) => {
          const next = reasons.find((one) => keyOf(one) === key);
          if (next !== undefined) onChoose(next);
        }}
      />
      {reason.purpose === 'night_check' && (
        <p>
          <Text of={t.both('start.nightHelp', nightWindowOf(duty.app.policy()))} />
        </p>
      )}
      {chosen !== undefined && <CampaignLine campaign={chosen} unit={unit} />}
    </div>
  );
}

/** Running today, in the order in which they end. */
function campaignsIn({ app, nowInstant, ...timed }: RoundDuty, unit: UnitToWalk): Campaign[] {
  const today = dayOf({ app, ...timed }, nowInstant());
  return [...app.replica.documents('campaign').values()]
    .filter((one) => isCampaignRunning(one, today) && one.buildingIds.includes(unit.building.id))
    .sort((a, b) => (`${a.to} ${a.id}` < `${b.to} ${b.id}` ? -1 : 1));
}

function CampaignLine({ campaign, unit }: { campaign: Campaign; unit: UnitToWalk }): JSX.Element {
  const { log, app } = useRound();
  const all = [...app.replica.documents('room').values()];
  const { rooms, visited } = campaignProgress(log().rounds, {
    campaign,
    rooms: all.filter(({ unitId }) => unitId === unit.id),
    zone: campusZone(app),
  });
  const { from, to, purpose } = campaign;
  return (
    <>
      {purpose !== null && <p>{purpose}</p>}
      <p>
        <Text
          of={t.both('start.campaignLeft', { from, to, left: rooms - visited, count: rooms })}
        />
      </p>
      <CampaignUnits campaign={campaign} />
    </>
  );
}
