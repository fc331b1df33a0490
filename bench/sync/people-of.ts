import type { Id } from '../../src/domain/id.ts';
import type { BenchCampus } from '../door/campus.ts';

/** The residents of the keeper's own building: a check of one of them lies in four scopes. */
export function peopleOf({ people, buildingId }: BenchCampus): Id[] {
  return people.filter(({ home }) => home?.buildingId === buildingId).map(({ id }) => id);
}
