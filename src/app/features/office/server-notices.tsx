import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import type { JSX } from 'preact';
import type { ServerState } from '../../../protocol/office-proof.ts';
import { Banner } from '../../ui/banner.tsx';
import { Text } from '../../ui/text.tsx';
import { dateTimeText } from './campus-time.ts';
import { useOffice } from './office-context.ts';
import { t } from './office-strings.ts';

/** Phones keep what no backup covers for a fortnight: a backup older than this leaves little of that. */
const OLD_BACKUP_MS = 7 * 86_400_000;

/** What is wrong with the server itself, and what to do about it; nothing while all is well. */
export function ServerNotices({ state }: { state: ServerState }): JSX.Element {
  const { zone } = useOffice();
  const { backup, verified } = state;
  const isOld =
    backup.coversThrough !== null && Date.now() - Date.parse(backup.coversThrough) > OLD_BACKUP_MS;
  return (
    <>
      {backup.coversThrough === null && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <Text of={t.both('server.noBackup')} />
        </Banner>
      )}
      {isOld && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <Text
            of={t.both('server.oldBackup', { at: dateTimeText(backup.coversThrough ?? '', zone) })}
          />
        </Banner>
      )}
      {verified !== null && verified.wrong > 0 && (
        <Banner tone="danger" icon={circleAlert} role="alert">
          <Text
            of={t.both('server.wasWrong', {
              count: verified.wrong,
              at: dateTimeText(verified.at, zone),
            })}
          />
        </Banner>
      )}
    </>
  );
}
