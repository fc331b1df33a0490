import type { Directory } from '../../../domain/person.ts';
import { roomOf } from '../../../domain/room-text.ts';
import type { DoorDuty } from './door-duty.ts';

/** The name of the building, for whoever does not live behind this door; else `null`. */
export function otherBuildingOf(duty: DoorDuty, { home }: Pick<Directory, 'home'>): string | null {
  const served = duty.door.value?.buildingIds ?? [];
  if (home === null || served.includes(home.buildingId)) return null;
  return duty.app.replica.documents('building').get(home.buildingId)?.name ?? null;
}

/** The room as one says it at this door: with the building's name for whoever lives in another one. */
export function roomAtDoor(duty: DoorDuty, person: Pick<Directory, 'home'>): string {
  return [otherBuildingOf(duty, person), roomOf(person)].filter(Boolean).join(' ');
}
