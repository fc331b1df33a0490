import type { ComponentType } from 'preact';
import { isValidAt } from '../../../domain/assignment-reach.ts';
import type { Instant } from '../../../domain/id.ts';
import { grantsOf, type Action, type Area, type Range } from '../../../domain/permission-table.ts';
import type { Access, Role } from '../../../domain/role.ts';
import type { RunningRound, RunningShift } from '../../../domain/shift.ts';
import { later } from '../later.tsx';

/** One duty on the phone: where its screens are, whose it is, and what shows it. */
export interface Duty {
  /** Names its sentence in the bar. */
  key: 'door' | 'round' | 'seal' | 'disinfection' | 'report' | 'session';
  /** The first parts of its addresses; the first one opens it. */
  paths: readonly [string, ...string[]];
  /** Whoever may do all of this in the area has the duty. */
  area: Area;
  actions: readonly Action[];
  /** Only where the right reaches just so far. */
  ranges?: readonly Range[];
  /** The roles for whom the app opens with it. Who has none of these begins with the first of their duties. */
  opensFor: readonly Role[];
  /** What begins it on this phone, so that the app opens with the duty that runs; `null` if nothing does. */
  shift: RunningShift['type'] | RunningRound['type'] | null;
  Front: ComponentType;
}

/** In the order of the bar. A new duty is one row here, one in `fronts`, and its folder in `features`; the bar tells what waits there. */
export const DUTIES: readonly Duty[] = [
  {
    key: 'door',
    paths: ['/door', '/today', '/inside', '/visitors', '/parked'],
    area: 'door_check',
    actions: ['W'],
    opensFor: [],
    shift: 'shift',
    Front: later(async () => (await import('../../features/door/door-front.tsx')).DoorFront),
  },
  {
    key: 'round',
    paths: ['/round'],
    area: 'room_inspection',
    actions: ['W'],
    opensFor: ['unit_keeper'],
    shift: 'round',
    Front: front('round'),
  },
  {
    key: 'seal',
    paths: ['/seals'],
    area: 'upkeep',
    // Volunteers record upkeep, and read none of it.
    actions: ['R', 'W'],
    opensFor: [],
    shift: null,
    Front: front('seal'),
  },
  {
    key: 'disinfection',
    paths: ['/disinfection'],
    area: 'upkeep',
    actions: ['W'],
    opensFor: ['property'],
    shift: null,
    Front: front('disinfection'),
  },
  {
    key: 'report',
    paths: ['/report'],
    area: 'self_report',
    actions: ['W'],
    opensFor: ['student', 'room_head', 'teacher'],
    shift: null,
    Front: front('report'),
  },
  {
    key: 'session',
    paths: ['/session'],
    area: 'self_report',
    actions: ['R'],
    ranges: ['own', 'own-unit', 'own-class'],
    opensFor: ['class_head', 'counsellor'],
    shift: null,
    Front: front('session'),
  },
];

function front(key: Exclude<Duty['key'], 'door'>): ComponentType {
  return later(async () => (await import('./fronts.ts')).FRONTS[key]());
}

/** The duties of this account at that moment. */
export function dutiesOf({ assignments }: Access, at: Instant): readonly Duty[] {
  const valid = assignments.filter((assignment) => isValidAt(assignment, at));
  return DUTIES.filter(({ area, actions, ranges }) =>
    actions.every((action) =>
      valid.some(({ role }) =>
        grantsOf(role, area).some(
          (grant) => grant.actions.includes(action) && (ranges?.includes(grant.range) ?? true),
        ),
      ),
    ),
  );
}

/**
 * The duty at an address. Elsewhere, as at `/`, the one that runs on this phone, then the one that the account's
 * roles begin with. `null`: this account has none there.
 */
export function dutyAt(
  path: string,
  duties: readonly Duty[],
  of: { access: Access; running: Duty['shift']; at: Instant },
): Duty | null {
  const head = `/${path.split('/')[1] ?? ''}`;
  // What was parked because the duty had ended still waits for its author's answer.
  const named = (head === '/parked' ? DUTIES : duties).find(({ paths }) => paths.includes(head));
  if (named !== undefined) return named;
  const runs = duties.find(({ shift }) => shift !== null && shift === of.running);
  const roles = of.access.assignments
    .filter((assignment) => isValidAt(assignment, of.at))
    .map(({ role }) => role);
  const opens = duties.find(({ opensFor }) => roles.some((role) => opensFor.includes(role)));
  return runs ?? opens ?? duties[0] ?? null;
}
