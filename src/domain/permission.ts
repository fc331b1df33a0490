import type { FactType } from './fact.ts';
import type { Id, Instant } from './id.ts';
import { grantsOf, type Action, type Area, type Part, type Range } from './permission-table.ts';
import { buildingsOfPost, isValidAt } from './assignment-reach.ts';
import type { Assignment, Post } from './role.ts';

/** Where a fact lies: the door, room or area it happened at, and the person it is about (with class at that time). */
export interface Place {
  /** Those that the door serves, or the one in which it is. Empty where nobody knows it. */
  buildingIds: readonly Id[];
  doorId: Id | null;
  /** `null` = a visitor, an unknown person, or about no person at all. */
  personId: Id | null;
  /** Of the room; at a door, where the person lives. */
  unitId: Id | null;
  classId: Id | null;
  /** How close the person named stands to whoever asks; left out = not at all. */
  nearness?: Nearness;
}

/** The same person, or somebody of the same room. */
export type Nearness = 'self' | 'room-mate';

export interface Target extends Place {
  type: FactType;
}

/** Who wants to take a fact back or to amend it, and when. */
export interface Correction {
  isAuthor: boolean;
  /** The shift in which the fact was recorded is still running. */
  withinShift: boolean;
  at: Instant;
}

export interface Ask {
  area: Area;
  action: Action;
  part?: Part;
  /** Left out = for the whole campus. */
  place?: Place;
}

const AREA_OF_FACT: Readonly<Record<FactType, Area>> = {
  'door-check': 'door_check',
  visitor: 'door_check',
  shift: 'door_check',
  'shift-end': 'door_check',
  void: 'door_check',
  round: 'room_inspection',
  'round-end': 'room_inspection',
  presence: 'room_inspection',
  'second-check': 'room_inspection',
  inspection: 'upkeep',
  finding: 'upkeep',
  rectification: 'upkeep',
  'visit-note': 'room_inspection',
  seal: 'upkeep',
  'seal-check': 'upkeep',
  acknowledgement: 'upkeep',
  disinfection: 'upkeep',
  'disinfection-end': 'upkeep',
  acceptance: 'upkeep',
  'refuse-clearing': 'upkeep',
  leave: 'leave',
  'leave-decision': 'leave',
  'leave-stamp': 'leave',
  'leave-close': 'leave',
  'case-state': 'case',
  'self-report': 'self_report',
  'second-report': 'self_report',
  consent: 'self_report',
  'correction-request': 'self_report',
  'correction-answer': 'self_report',
  'session-check': 'self_report',
  'session-return': 'self_report',
  absence: 'self_report',
  'absence-follow-up': 'self_report',
  'contact-log': 'self_report',
  reminder: 'self_report',
  'cluster-acknowledgement': 'case',
};

/** Of which part of its area a fact is. */
const PART_OF_FACT: Partial<Record<FactType, Part>> = {
  'self-report': 'on-behalf',
  absence: 'absence',
};

/**
 * Whether these assignments let somebody record a new fact. A correction is not new: ask `mayVoid`
 * (voids and amendments) or `mayMatchUnknown` for it, which the office may and this does not allow.
 */
export function mayRecord(
  assignments: readonly Assignment[],
  target: Target,
  at: Instant,
): boolean {
  if (target.type === 'void') return false;
  const { type } = target;
  const part = PART_OF_FACT[type] ?? 'whole';
  return isAllowed(assignments, { area: AREA_OF_FACT[type], action: 'W', part, place: target }, at);
}

/** Taking back or amending: by the author while the shift runs, later by those who hold V over the place. */
export function mayVoid(
  assignments: readonly Assignment[],
  target: Target,
  correction: Correction,
): boolean {
  if (correction.isAuthor && correction.withinShift)
    return (
      mayRecord(assignments, target, correction.at) ||
      mayOverrule(assignments, target, correction.at)
    );
  return mayOverrule(assignments, target, correction.at);
}

/** Naming the person behind an "unknown": building head and office only, not even the author. */
export function mayMatchUnknown(
  assignments: readonly Assignment[],
  target: Target,
  at: Instant,
): boolean {
  return mayOverrule(assignments, target, at);
}

/** That an incident was seen is for those who answer for the place, not for whoever found it. */
export function mayAcknowledge(
  assignments: readonly Assignment[],
  target: Target,
  at: Instant,
): boolean {
  return mayOverrule(assignments, target, at);
}

/** Everybody who lives here asks for themselves alone. */
export function mayApplyForLeave(
  assignments: readonly Assignment[],
  { isSelf, at }: { isSelf: boolean; at: Instant },
): boolean {
  return isSelf && holdsAnywhere(assignments, { area: 'leave', action: 'W' }, at);
}

export function mayDecideLeave(
  assignments: readonly Assignment[],
  place: Place,
  at: Instant,
): boolean {
  return isAllowed(assignments, { area: 'leave', action: 'D', part: 'tier', place }, at);
}

/** Gone out, or back in: at the door. */
export function mayStampLeave(
  assignments: readonly Assignment[],
  place: Place,
  at: Instant,
): boolean {
  return isAllowed(assignments, { area: 'leave', action: 'W', part: 'stamp', place }, at);
}

/** A leave is closed by the person, or by those who may decide on it or saw the return. */
export function mayCloseLeave(
  assignments: readonly Assignment[],
  place: Place,
  at: Instant,
): boolean {
  return mayDecideLeave(assignments, place, at) || mayStampLeave(assignments, place, at);
}

/** A right over the whole campus: what the office's routes ask. */
export function mayOffice(
  assignments: readonly Assignment[],
  ask: Omit<Ask, 'place'>,
  at: Instant,
): boolean {
  return isAllowed(assignments, ask, at);
}

/**
 * Whether some assignment valid at that moment gives the right over that place. One over oneself or one's own
 * room holds where the place says how near the person is. Ranges that depend on more (a case handed over)
 * are never allowed here: whoever serves them knows the case and asks `grantsOf`.
 */
export function isAllowed(assignments: readonly Assignment[], ask: Ask, at: Instant): boolean {
  const part = ask.part ?? 'whole';
  return assignments.some(
    ({ role, post, from, to }) =>
      isValidAt({ from, to }, at) &&
      grantsOf(role, ask.area).some(
        (grant) =>
          grant.actions.includes(ask.action) &&
          holdsFor(grant.part, part) &&
          reaches(grant.range, post, ask.place),
      ),
  );
}

/** Whether some assignment valid at that moment gives the right, wherever its range then asks for. */
function holdsAnywhere(
  assignments: readonly Assignment[],
  { area, action }: Pick<Ask, 'area' | 'action'>,
  at: Instant,
): boolean {
  return assignments.some(
    ({ role, from, to }) =>
      isValidAt({ from, to }, at) &&
      grantsOf(role, area).some(
        ({ actions, part }) => actions.includes(action) && holdsFor(part, 'whole'),
      ),
  );
}

function mayOverrule(assignments: readonly Assignment[], target: Target, at: Instant): boolean {
  return isAllowed(
    assignments,
    { area: AREA_OF_FACT[target.type], action: 'V', place: target },
    at,
  );
}

function holdsFor(granted: Part, asked: Part): boolean {
  return granted === asked || (granted === 'whole' && asked !== 'identity');
}

function reaches(range: Range, post: Post, place: Place | undefined): boolean {
  if (range === 'all') return true;
  if (place === undefined) return range === 'own' && post.kind === 'campus';
  switch (range) {
    case 'own':
      return isOwn(post, place);
    case 'own-door':
      return post.kind === 'door' ? post.id === place.doorId : isOwnBuilding(post, place);
    case 'own-building':
      return isOwnBuilding(post, place);
    case 'own-unit':
      return isOwnUnit(post, place);
    case 'own-class':
      return isOwnClass(post, place);
    case 'self':
      return place.nearness === 'self';
    case 'own-room':
      return place.nearness === 'room-mate';
    case 'self-recorded':
    case 'self-recorded-of-shift':
    case 'of-a-case':
    case 'handed-over':
      return false;
  }
}

function isOwn(post: Post, place: Place): boolean {
  switch (post.kind) {
    case 'campus':
      return true;
    case 'building':
    case 'door':
      return isOwnBuilding(post, place);
    case 'unit':
      return isOwnUnit(post, place);
    case 'class':
      return isOwnClass(post, place);
    case 'self':
      return false;
  }
}

function isOwnBuilding(post: Post, place: Place): boolean {
  return buildingsOfPost(post).some((id) => place.buildingIds.includes(id));
}

/** In the unit; or in its building, where neither a unit nor a person is named: at its doors, in its areas. */
function isOwnUnit(post: Post, place: Place): boolean {
  if (post.kind !== 'unit' || !place.buildingIds.includes(post.buildingId)) return false;
  return place.unitId === null ? place.personId === null : place.unitId === post.id;
}

function isOwnClass(post: Post, place: Place): boolean {
  return post.kind === 'class' && place.classId === post.id;
}
