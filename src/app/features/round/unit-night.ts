import { untracked } from '@preact/signals';
import { nightWindowOf } from '../../../domain/default-policy.ts';
import { beganAt } from '../../../domain/happened-at.ts';
import type { Id, Instant } from '../../../domain/id.ts';
import { lastSeen, type LastSeen } from '../../../domain/last-seen.ts';
import { byNaturalOrder } from '../../../domain/natural-order.ts';
import {
  addCounts,
  foldNight,
  isRegisteredElsewhere,
  nightAt,
  nightOf,
  type Night,
  type NightCounts,
  type NightPerson,
  type Resident,
} from '../../../domain/night-check.ts';
import { dayOfWalk } from '../../../domain/round-progress.ts';
import type { Replica } from '../../../store/replica.ts';
import { campusZone } from '../../campus-zone.ts';
import type { RoundDuty } from './round-duty.ts';

export interface MissingPerson extends NightPerson {
  name: string;
  seen: LastSeen | null;
}

/** The night of one unit, with what this phone holds. */
export interface UnitNight {
  night: Night;
  counts: NightCounts;
  /** Who is unaccounted, by room; those of no room at the end. */
  missing: readonly { room: string | null; people: readonly MissingPerson[] }[];
}

export function unitNight(duty: RoundDuty, unitId: Id): UnitNight {
  const { app, log, nowInstant } = duty;
  const { doors, rounds } = log();
  const now = nowInstant();
  const night = nightWalked(duty, now);
  // The log above renders again when facts come.
  const facts = untracked(() => app.facts());
  const { people, at, buildings } = foldNight(facts, {
    night,
    now,
    residents: residentsOf(app.replica, unitId),
    rooms: app.replica.documents('room'),
    zone: campusZone(app),
  });
  const directory = app.replica.documents('directory');
  const missing = people
    .filter(({ state }) => state === 'unaccounted')
    .map((person) => ({
      ...person,
      name: directory.get(person.personId)?.name ?? '',
      seen: lastSeen({ doors, rounds }, person.personId, at),
    }));
  return {
    night,
    counts: addCounts(buildings.map(({ counts }) => counts)),
    missing: byRoom(missing),
  };
}

/** The night that the check looks at, also before the night's hour or from paper; off a check the one of now. */
function nightWalked({ app, round }: RoundDuty, now: Instant): Night {
  const zone = campusZone(app);
  const window = nightWindowOf(app.policy());
  const running = round.value;
  if (running?.body.purpose !== 'night_check') return nightAt(now, window, zone);
  return nightOf(dayOfWalk(beganAt(running), { purpose: 'night_check', zone }), window, zone);
}

/** As the office last sent them: a phone holds nobody's earlier beds. */
function residentsOf(replica: Replica, unitId: Id): Resident[] {
  const contacts = replica.documents('contact');
  return [...replica.documents('directory').values()].flatMap(({ id, home }) => {
    if (home === null || (home.unitId ?? home.buildingId) !== unitId) return [];
    const isElsewhere = isRegisteredElsewhere(contacts.get(id)?.whereabouts);
    return { personId: id, buildingId: home.buildingId, unitId, room: home.room, isElsewhere };
  });
}

function byRoom(missing: readonly MissingPerson[]): UnitNight['missing'] {
  const rooms = new Map<string | null, MissingPerson[]>();
  for (const person of missing) rooms.set(person.room, [...(rooms.get(person.room) ?? []), person]);
  return [...rooms]
    .map(([room, people]) => ({ room, people }))
    .sort(
      (a, b) =>
        Number(a.room === null) - Number(b.room === null) ||
        byNaturalOrder(a.room ?? '', b.room ?? ''),
    );
}
