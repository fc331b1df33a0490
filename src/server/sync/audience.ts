import type { FactBody, FactType, ReadBody } from '../../domain/fact.ts';
import type { Id } from '../../domain/id.ts';
import type { Place } from '../../domain/permission.ts';
import {
  buildingScope,
  classScope,
  personScope,
  unitScope,
  type Scope,
} from '../../domain/scope.ts';
import { scopesOfDoor } from './place-of-fact.ts';

/** Who reads a fact that lies there. `teller` is the person who recorded it. */
export function audienceOf({ type, body }: ReadBody, place: Placed): Scope[] {
  const audience = AUDIENCES[type] as (place: Placed, body: ReadBody['body']) => Scope[];
  return [...new Set(audience(place, body))];
}

export interface Placed extends Place {
  teller: Id;
  /** The unit in which the person named lives, which need not be that of the room. */
  homeUnitId: Id | null;
}

type Audience = (place: Placed) => Scope[];

const doors: Audience = ({ buildingIds }) => scopesOfDoor(buildingIds);
const upkeep: Audience = ({ buildingIds }) => buildingIds.map((id) => buildingScope(id, 'upkeep'));
const round: Audience = ({ unitId }) => (unitId === null ? [] : [unitScope(unitId, 'round')]);
const person: Audience = ({ personId }) => (personId === null ? [] : [personScope(personId)]);
const teller: Audience = (place) => [personScope(place.teller)];
/** Those who answer for the person's health, and the person. */
const health: Audience = (place) => [
  ...(place.homeUnitId === null ? [] : [unitScope(place.homeUnitId, 'health')]),
  ...classOf(place),
  ...person(place),
];

/** Those who follow the class of whom it is about. */
const classOf: Audience = ({ classId }) => (classId === null ? [] : [classScope(classId)]);
/** Those who answer for the health of all in a unit or class. */
const healthOfPlace: Audience = (place) => [
  ...(place.unitId === null ? [] : [unitScope(place.unitId, 'health')]),
  ...classOf(place),
];

const all =
  (...audiences: readonly Audience[]): Audience =>
  (place) =>
    audiences.flatMap((audience) => audience(place));
/** What is about another fact lies wherever that one lies. */
const sameAsTheOther: Audience = () => [];

const AUDIENCES: { [T in FactType]: (place: Placed, body: FactBody<T>) => Scope[] } = {
  'door-check': all(doors, health),
  visitor: doors,
  void: sameAsTheOther,
  shift: all(doors, teller),
  'shift-end': all(doors, teller),
  round: all(round, teller),
  'round-end': all(round, teller),
  presence: all(round, person),
  'second-check': all(round, health),
  inspection: round,
  finding: all(round, person),
  rectification: sameAsTheOther,
  'visit-note': round,
  seal: upkeep,
  'seal-check': sameAsTheOther,
  acknowledgement: sameAsTheOther,
  disinfection: upkeep,
  'disinfection-end': sameAsTheOther,
  acceptance: sameAsTheOther,
  'refuse-clearing': upkeep,
  leave: all(doors, health),
  'leave-decision': sameAsTheOther,
  'leave-stamp': doors,
  'leave-close': sameAsTheOther,
  'case-state': health,
  // Who reports on behalf at a door follows no health: only what they told themselves comes back to them.
  'self-report': (place, { onBehalfAs }) =>
    (onBehalfAs === 'keeper' ? all(health, teller) : health)(place),
  'second-report': health,
  consent: person,
  'correction-request': all(person, classOf),
  'correction-answer': sameAsTheOther,
  'session-check': health,
  'session-return': all(healthOfPlace, teller),
  absence: health,
  'absence-follow-up': sameAsTheOther,
  'contact-log': health,
  reminder: all(person, teller),
  'cluster-acknowledgement': healthOfPlace,
};
