import type { ComponentType } from 'preact';
import { AbsencesScreen } from './absences-screen.tsx';
import { AlarmsScreen } from './alarms-screen.tsx';
import { BothSystemsScreen } from './both-systems-screen.tsx';
import { CardsScreen } from './cards-screen.tsx';
import { CampaignsScreen } from './campaigns-screen.tsx';
import { ContactsScreen } from './contacts-screen.tsx';
import { CorrectionsScreen } from './corrections-screen.tsx';
import { DisinfectionScreen } from './disinfection-screen.tsx';
import { DifferencesScreen } from './differences-screen.tsx';
import { DoorLogScreen } from './door-log-screen.tsx';
import { HomeScreen } from './home-screen.tsx';
import { HygieneScreen } from './hygiene-screen.tsx';
import { InsideScreen } from './inside-screen.tsx';
import { NightScreen } from './night-screen.tsx';
import { ParkedScreen } from './parked-screen.tsx';
import { PeopleScreen } from './people-screen.tsx';
import { PersonScreen } from './person-screen.tsx';
import { PhonesScreen } from './phones-screen.tsx';
import { PlacesScreen } from './places-screen.tsx';
import { ReportsScreen } from './reports-screen.tsx';
import { RosterScreen } from './roster-screen.tsx';
import { RoundsScreen } from './rounds-screen.tsx';
import { RulesScreen } from './rules-screen.tsx';
import { SealsScreen } from './seals-screen.tsx';
import { SessionsScreen } from './sessions-screen.tsx';
import { StaffScreen } from './staff-screen.tsx';

type PageName =
  | 'home'
  | 'sessions'
  | 'reports'
  | 'alarms'
  | 'absences'
  | 'contacts'
  | 'bothSystems'
  | 'corrections'
  | 'doorLog'
  | 'inside'
  | 'hygiene'
  | 'rounds'
  | 'nightCheck'
  | 'campaigns'
  | 'differences'
  | 'seals'
  | 'disinfection'
  | 'people'
  | 'roster'
  | 'staff'
  | 'cards'
  | 'phones'
  | 'places'
  | 'rules'
  | 'parked';

export interface OfficePage {
  name: PageName;
  path: string;
  Screen: ComponentType<{ path: string }>;
}

/** In the order of the menu: what is looked at daily first. */
export const OFFICE_PAGES: readonly OfficePage[] = [
  { name: 'home', path: '/office', Screen: HomeScreen },
  { name: 'sessions', path: '/office/sessions', Screen: SessionsScreen },
  { name: 'reports', path: '/office/reports', Screen: ReportsScreen },
  { name: 'alarms', path: '/office/alarms', Screen: AlarmsScreen },
  { name: 'absences', path: '/office/absences', Screen: AbsencesScreen },
  { name: 'contacts', path: '/office/contacts', Screen: ContactsScreen },
  { name: 'bothSystems', path: '/office/both-systems', Screen: BothSystemsScreen },
  { name: 'corrections', path: '/office/corrections', Screen: CorrectionsScreen },
  { name: 'doorLog', path: '/office/door-log', Screen: DoorLogScreen },
  { name: 'inside', path: '/office/inside', Screen: InsideScreen },
  { name: 'hygiene', path: '/office/hygiene', Screen: HygieneScreen },
  { name: 'rounds', path: '/office/rounds', Screen: RoundsScreen },
  { name: 'nightCheck', path: '/office/night-check', Screen: NightScreen },
  { name: 'campaigns', path: '/office/campaigns', Screen: CampaignsScreen },
  { name: 'differences', path: '/office/differences', Screen: DifferencesScreen },
  { name: 'seals', path: '/office/seals', Screen: SealsScreen },
  { name: 'disinfection', path: '/office/disinfection', Screen: DisinfectionScreen },
  { name: 'people', path: '/office/people', Screen: PeopleOrPerson },
  { name: 'roster', path: '/office/roster', Screen: RosterScreen },
  { name: 'staff', path: '/office/staff', Screen: StaffScreen },
  { name: 'cards', path: '/office/cards', Screen: CardsScreen },
  { name: 'phones', path: '/office/phones', Screen: PhonesScreen },
  { name: 'places', path: '/office/places', Screen: PlacesScreen },
  { name: 'rules', path: '/office/rules', Screen: RulesScreen },
  { name: 'parked', path: '/office/parked', Screen: ParkedScreen },
];

export function pageAt(path: string): OfficePage | null {
  const [, , section = ''] = path.split('/');
  const wanted = section === '' ? '/office' : `/office/${section}`;
  return OFFICE_PAGES.find((page) => page.path === wanted) ?? null;
}

/** A person's id may stand in the address, a name never. */
function PeopleOrPerson({ path }: { path: string }) {
  const id = path.split('/')[3];
  return id === undefined ? <PeopleScreen /> : <PersonScreen id={id} />;
}
