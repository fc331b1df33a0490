import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { abnormalReports, createStaffSightings } from '../../../domain/abnormal-reports.ts';
import { foldAbsences, type AbsenceEntry } from '../../../domain/absence-log.ts';
import { foldClusters, type ClusterAlarm } from '../../../domain/cluster-alarm.ts';
import { addDays, dayOf } from '../../../domain/campus-day.ts';
import { contactListOf, type ContactList } from '../../../domain/contact-list.ts';
import { reportRulesOf } from '../../../domain/default-report.ts';
import type { FactType } from '../../../domain/fact.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { LEAVE_TYPES } from '../../../domain/leave-log.ts';
import { missingOf, type MissingList } from '../../../domain/missing-list.ts';
import type { Fact } from '../../../domain/operation.ts';
import {
  currentSession,
  isSameSession,
  sessionClockOf,
  sessionKey,
  windowsOfDay,
  type SessionWindow,
} from '../../../domain/report-session.ts';
import { foldSessions, SESSION_TYPES, type SessionLog } from '../../../domain/session-log.ts';
import { sheetOf, type SessionSheet } from '../../../domain/session-sheet.ts';
import { standingOf, type SessionStanding } from '../../../domain/session-state.ts';
import { campusZone } from '../../campus-zone.ts';
import type { AppContext } from '../../context.ts';
import { createClock, type DutyClock, type Timed } from '../../duty/clock.ts';
import { followFacts } from '../../duty/followed-facts.ts';
import { mayRecordIn, mayTakeOn, ownPlaces, type OwnPlace } from './own-places.ts';
import { membersOf, type PlaceMember } from './place-members.ts';
import { createSessionForms, type SessionForms } from './session-forms.ts';
import { createRecords, type SessionRecords } from './session-records.ts';

/** One place in one session, with all that this phone knows of it. */
export interface PlaceSession {
  place: OwnPlace;
  window: SessionWindow;
  sheet: SessionSheet<PlaceMember>;
  missing: MissingList<PlaceMember>;
  /** When this phone last heard from the server what others have told; `null`: not known. */
  asOf: Instant | null;
  standing: SessionStanding;
  mayRecord: boolean;
}

/** What every screen of this duty shares while an account is unlocked. All of it is derived from facts. */
export interface SessionDuty extends Timed, SessionRecords {
  forms: SessionForms;
  nowInstant: DutyClock['nowInstant'];
  places: ReadonlySignal<readonly OwnPlace[]>;
  /** The one looked at; `null`: this account looks after none. */
  place: ReadonlySignal<OwnPlace | null>;
  choosePlace: (id: Id) => void;
  /** Today's, and before them yesterday's until the numbers of the colleges are closed; the one that ran last always. */
  windows: ReadonlySignal<readonly SessionWindow[]>;
  chooseSession: (key: string) => void;
  /** `null` without a place or a session. */
  now: ReadonlySignal<PlaceSession | null>;
  alarms: ReadonlySignal<readonly ClusterAlarm[]>;
  /** Who of the place is away, and whom somebody has contacted today. */
  contacts: ReadonlySignal<ContactList<PlaceMember>>;
  /** Of the people of the place: the register of illness absence. */
  absences: ReadonlySignal<readonly AbsenceEntry[]>;
  /** Who is registered as ill and has not proven the return. */
  openAbsences: ReadonlySignal<ReadonlySet<Id>>;
  /** Who reported an illness, and nobody has measured or reached them since. */
  openReports: ReadonlySignal<ReadonlySet<Id>>;
  mayRecord: ReadonlySignal<boolean>;
  mayTakeOn: ReadonlySignal<boolean>;
  /** Of the place looked at. */
  members: ReadonlySignal<readonly PlaceMember[]>;
  log: ReadonlySignal<SessionLog>;
  /** What the screens are folded from. Reading it renders again when it has grown. */
  facts: () => readonly Fact[];
  stop: () => void;
}

const TYPES: ReadonlySet<string> = new Set<FactType>([
  ...SESSION_TYPES,
  ...LEAVE_TYPES,
  'case-state',
  'absence',
  'absence-follow-up',
  'contact-log',
  'second-report',
  'cluster-acknowledgement',
]);

export function createSessionDuty(app: AppContext): SessionDuty {
  const clock = createClock(app);
  const followed = followFacts(app, createHeap);
  const facts = (): readonly Fact[] => followed.read().list();
  const forms = createSessionForms(app);
  const chosen = { place: signal<Id | null>(null), session: signal<string | null>(null) };
  const at = computed(() => new Date(clock.minuteMs.value).toISOString());
  const places = computed(() => {
    void app.revision.value;
    return ownPlaces(app, at.value);
  });
  const place = computed(
    () => places.value.find(({ id }) => id === chosen.place.value) ?? places.value[0] ?? null,
  );
  const windows = computed(() => {
    void app.revision.value;
    return windowsAt(app, at.value);
  });
  const members = computed(() => {
    void app.revision.value;
    return place.value === null ? [] : membersOf(app.replica, place.value);
  });
  const log = computed(() => foldSessions(facts()));
  const now = computed((): PlaceSession | null => {
    const window = windowOf(windows.value, { key: chosen.session.value, app, at: at.value });
    if (place.value === null || window === null) return null;
    const of = { place: place.value, window, members: members.value, now: at.value };
    return placeSession(app, { facts: facts(), log: log.value }, of);
  });
  return {
    app,
    nowMs: clock.nowMs,
    nowInstant: clock.nowInstant,
    places,
    place,
    choosePlace: (id) => (chosen.place.value = id),
    windows,
    chooseSession: (key) => (chosen.session.value = key),
    now,
    members,
    log,
    ...placeFolds(app, { facts, log, members, at }),
    openReports: computed(() => {
      const around = { now: at.value, zone: campusZone(app), policy: app.policy() };
      const told = { sessions: log.value, sightings: followed.read().sightings };
      const open = abnormalReports(told, around).filter(({ seenAt }) => seenAt === null);
      return new Set(open.map(({ personId }) => personId));
    }),
    mayRecord: computed(() => place.value !== null && mayRecordIn(app, place.value, at.value)),
    mayTakeOn: computed(() => place.value !== null && mayTakeOn(app, place.value, at.value)),
    facts,
    forms,
    ...createRecords({ app, clock, take: followed.take }),
    stop: () => {
      clock.stop();
      followed.stop();
      forms.stop();
    },
  };
}

/** What is folded of the people of the place, whatever session is looked at. */
function placeFolds(
  app: AppContext,
  of: {
    facts: () => readonly Fact[];
    log: ReadonlySignal<SessionLog>;
    members: ReadonlySignal<readonly PlaceMember[]>;
    at: ReadonlySignal<Instant>;
  },
): Pick<SessionDuty, 'alarms' | 'contacts' | 'absences' | 'openAbsences'> {
  const { facts, log, members, at } = of;
  const absences = computed(() => {
    const ids = new Set(members.value.map(({ personId }) => personId));
    return foldAbsences(facts()).filter(({ absence }) => ids.has(absence.personId));
  });
  return {
    alarms: computed(() =>
      foldClusters(facts(), {
        members: members.value,
        policy: app.policy(),
        zone: campusZone(app),
      }),
    ),
    contacts: computed(() => {
      const zone = campusZone(app);
      const asked = { day: dayOf(at.value, zone), zone, members: members.value };
      return contactListOf(log.value, facts(), asked);
    }),
    absences,
    openAbsences: computed(() => new Set(openOf(absences.value))),
  };
}

const openOf = (absences: readonly AbsenceEntry[]): Id[] =>
  absences.filter(({ isOpen }) => isOpen).map(({ absence }) => absence.personId);

/** What is told of sessions, leave, cases and absences; as it came. And whom staff have looked after, wherever. */
function createHeap() {
  const factById = new Map<Id, Fact>();
  const sightings = createStaffSightings();
  let all: readonly Fact[] | null = null;
  return {
    sightings,
    add: (facts: readonly Fact[]): void => {
      sightings.add(facts);
      for (const fact of facts)
        if (TYPES.has(fact.type)) {
          factById.set(fact.id, fact);
          all = null;
        }
    },
    list: (): readonly Fact[] => (all ??= [...factById.values()]),
  };
}

function placeSession(
  app: AppContext,
  { facts, log }: { facts: readonly Fact[]; log: SessionLog },
  of: { place: OwnPlace; window: SessionWindow; members: readonly PlaceMember[]; now: Instant },
): PlaceSession {
  const { place, window, members, now } = of;
  const policy = app.policy();
  const { isZeroRequired, silentMinutes } = reportRulesOf(policy);
  const sheet = sheetOf(log, facts, { window, kind: place.kind, now, members, policy });
  const { counts } = sheet;
  const where = { kind: place.kind, id: place.id };
  const asOf = lastContact(app);
  return {
    place,
    window,
    sheet,
    missing: missingOf(sheet, log, { asOf, silentMinutes, heardAt: phoneContacts(app) }),
    asOf,
    standing: standingOf(log, { place: where, window, now, counts, isZeroRequired }),
    mayRecord: mayRecordIn(app, place, now),
  };
}

/** By the server's clock. */
function lastContact({ sync, journal }: AppContext): Instant | null {
  const { lastContactAt } = sync.status();
  if (lastContactAt === null) return null;
  return new Date(Date.parse(lastContactAt) + (journal.offsetMs() ?? 0)).toISOString();
}

/** The newest contact of each person's phones. */
function phoneContacts({ replica }: AppContext): Map<Id, Instant> {
  const heardAt = new Map<Id, Instant>();
  for (const mark of replica.documents('mark').values())
    if (mark.about === 'contact') heardAt.set(mark.personId, mark.heardAt);
  return heardAt;
}

const clockOf = (app: AppContext) => sessionClockOf(app.policy(), campusZone(app));

function windowsAt(app: AppContext, at: Instant): SessionWindow[] {
  const clock = clockOf(app);
  const today = dayOf(at, clock.zone);
  const current = currentSession(at, clock);
  const open = windowsOfDay(addDays(today, -1), clock).filter(
    (one) => at < one.rollupAt || (current !== null && isSameSession(one, current)),
  );
  return [...open, ...windowsOfDay(today, clock)];
}

function windowOf(
  windows: readonly SessionWindow[],
  { key, app, at }: { key: string | null; app: AppContext; at: Instant },
): SessionWindow | null {
  const current = currentSession(at, clockOf(app));
  const wanted = key ?? (current && sessionKey(current));
  return windows.find((one) => sessionKey(one) === wanted) ?? windows[0] ?? null;
}

export const SessionDutyContext = createContext<SessionDuty | null>(null);

export function useSession(): SessionDuty {
  const duty = useContext(SessionDutyContext);
  if (duty === null) throw new Error('useSession is for screens of sessions');
  return duty;
}
