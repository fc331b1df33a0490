import calendarOff from 'lucide-static/icons/calendar-off.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import type { ComponentType, JSX } from 'preact';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { MoreLinks } from './more-links.tsx';
import { useSession, type PlaceSession } from './session-duty.ts';
import { t } from './session-strings.ts';

/** A screen of one session of one place; without a session, or with nobody on the roll, that instead. */
export function OfSession(props: { Screen: ComponentType<{ here: PlaceSession }> }): JSX.Element {
  const { Screen } = props;
  const here = useSession().now.value;
  if (here === null)
    return (
      <>
        <EmptyState icon={calendarOff} title={<Text of={t.both('noSession')} />}>
          <Text of={t.both('noSessionHelp')} />
        </EmptyState>
        <MoreLinks />
      </>
    );
  if (here.sheet.rows.length === 0)
    return (
      <EmptyState icon={users} title={<Text of={t.both('empty')} />}>
        <Text of={t.both('emptyHelp')} />
      </EmptyState>
    );
  return <Screen here={here} />;
}
