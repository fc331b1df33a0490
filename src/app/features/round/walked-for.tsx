import type { JSX } from 'preact';
import type { Round } from '../../../domain/round.ts';
import { useApp } from '../../context.ts';
import { Text } from '../../ui/text.tsx';
import { NIGHT_PATH } from './round-paths.ts';
import styles from './room-list.module.css';
import { t } from './round-strings.ts';

/** A night check leads to its count, a campaign says its name; the daily round needs no word. */
export function WalkedFor({
  purpose,
  campaignId,
}: Pick<Round, 'purpose' | 'campaignId'>): JSX.Element | null {
  const { replica } = useApp();
  if (purpose === 'night_check')
    return (
      <a class={styles.night} href={NIGHT_PATH}>
        <Text of={t.both('list.night')} />
      </a>
    );
  const campaign = campaignId === null ? undefined : replica.documents('campaign').get(campaignId);
  if (campaign === undefined) return null;
  return (
    <p>
      <Text of={t.both('list.campaign', { name: campaign.name })} />
    </p>
  );
}
