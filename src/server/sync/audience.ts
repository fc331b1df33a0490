import type { FactType } from '../../domain/fact.ts';
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
export function audienceOf(type: FactType, place: Placed): Scope[] {
  return [...new Set(AUDIENCES[type](place))];
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
  ...(place.classId === null ? [] : [classScope(place.classId)]),
  ...person(place),
];

const all =
  (...audiences: readonly Audience[]): Audience =>
  (place) =>
    audiences.flatMap((audience) => audience(place));
/** What is about another fact lies wherever that one lies. */
const sameAsTheOther: Audience = () => [];

const AUDIENCES: Readonly<Record<FactType, Audience>> = {
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
};
