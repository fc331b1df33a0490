import type { ContactRow } from '../../../protocol/office-contact.ts';
import { t } from './health-strings.ts';

/** "Phone · reached, well · 周望舒". */
export function contactText(
  of: Pick<ContactRow, 'channel' | 'isReached' | 'health' | 'by'>,
): string {
  const { channel, isReached, health, by } = of;
  const answer = isReached ? (health ?? 'notAsked') : 'notReached';
  return [t(`contacts.channel.${channel}`), t(`contacts.answer.${answer}`), by.name ?? '–'].join(
    ' · ',
  );
}
