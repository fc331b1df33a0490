import { useLocation } from 'preact-iso';
import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import users from 'lucide-static/icons/users.svg?raw';
import { useApp } from '../../context.ts';
import { later } from '../../shell/later.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Text } from '../../ui/text.tsx';
import { AbsencesScreen } from './absences-screen.tsx';
import { ContactsScreen } from './contacts-screen.tsx';
import { AlarmsScreen } from './alarms-screen.tsx';
import { isWaiting } from './alarm-words.ts';
import { MissingScreen } from './missing-screen.tsx';
import { OfSession } from './of-session.tsx';
import { SavedLine } from './saved-line.tsx';
import { createSessionDuty, SessionDutyContext, useSession } from './session-duty.ts';
import { SessionScreen } from './session-screen.tsx';
import { t } from './session-strings.ts';
import { WhereAndWhen } from './where-and-when.tsx';
import styles from './session.module.css';

const TABS = [
  { key: 'list', path: '/session' },
  { key: 'missing', path: '/session/missing' },
  { key: 'absences', path: '/session/absences' },
  { key: 'contacts', path: '/session/contacts' },
  { key: 'alarms', path: '/session/alarms' },
] as const;
type Tab = (typeof TABS)[number]['key'];

/** Reached from the list, and not every day. */
const MORE: Readonly<Record<string, ComponentType>> = {
  '/session/both': later(async () => (await import('./both-screen.tsx')).BothScreen),
  '/session/card': later(async () => (await import('./card-screen.tsx')).CardScreen),
};

/** The sessions of a class or unit: who has reported, who is missing, what is handed in upward. */
export function SessionFront(): JSX.Element {
  const app = useApp();
  const [duty] = useState(() => createSessionDuty(app));
  useEffect(() => duty.stop, [duty]);
  const { path } = useLocation();
  const here = TABS.find((tab) => tab.path === path)?.key ?? 'list';
  return (
    <SessionDutyContext.Provider value={duty}>
      <div class={styles.front}>
        <Tabs here={here} />
        <SavedLine />
        <Here tab={here} More={MORE[path]} />
      </div>
    </SessionDutyContext.Provider>
  );
}

function Here({ tab, More }: { tab: Tab; More: ComponentType | undefined }): JSX.Element {
  const { place } = useSession();
  if (place.value === null)
    return (
      <main class={styles.screen}>
        <EmptyState icon={users} title={<Text of={t.both('noPlace')} />}>
          <Text of={t.both('noPlaceHelp')} />
        </EmptyState>
      </main>
    );
  if (More !== undefined)
    return (
      <main class={styles.screen}>
        <WhereAndWhen isOfSession={false} />
        <More key={place.value.id} />
      </main>
    );
  return (
    <main class={styles.screen}>
      <WhereAndWhen isOfSession={tab === 'list' || tab === 'missing'} />
      {tab === 'list' && <OfSession Screen={SessionScreen} />}
      {tab === 'missing' && <OfSession Screen={MissingScreen} />}
      {tab === 'absences' && <AbsencesScreen key={place.value.id} />}
      {tab === 'contacts' && <ContactsScreen key={place.value.id} />}
      {tab === 'alarms' && <AlarmsScreen />}
    </main>
  );
}

function Tabs({ here }: { here: Tab }): JSX.Element {
  const { now, alarms, contacts } = useSession();
  const counts: Partial<Record<Tab, number>> = {
    missing: now.value?.missing.people.length ?? 0,
    contacts: contacts.value.due + contacts.value.tried,
    alarms: alarms.value.filter(isWaiting).length,
  };
  return (
    <nav class={styles.tabs} aria-label={t('nav.label')}>
      {TABS.map(({ key, path }) => (
        <a key={key} href={path} aria-current={key === here ? 'page' : undefined}>
          <span>
            <Text of={t.both(`nav.${key}`)} inline />{' '}
            {(counts[key] ?? 0) > 0 && <strong>{counts[key]}</strong>}
          </span>
        </a>
      ))}
    </nav>
  );
}
