import type { Id } from '../../../domain/id.ts';
import type { SealEntry } from '../../../domain/seal-chain.ts';
import { isDue } from '../../../domain/seal-register.ts';
import type { SealDuty } from './seal-duty.ts';
import { sealsByPlace } from './seal-place.ts';

/** The live seals of a room. */
export function sealsIn(duty: SealDuty, roomId: Id): SealEntry[] {
  return liveSeals(duty, ({ of }) => of.roomId === roomId);
}

/** Those of a building that are in no room. */
export function sealsOutside(duty: SealDuty, buildingId: Id): SealEntry[] {
  return liveSeals(duty, ({ of }) => of.roomId === null && of.buildingId === buildingId);
}

/** Those of a room that nobody has looked at on this round. */
export function sealsDueIn(duty: SealDuty, roomId: Id): SealEntry[] {
  return sealsIn(duty, roomId).filter((seal) => isDue(seal, duty.dueSince.value));
}

/** It was not as it should be when it was looked at last, and nobody has seen to it since. */
export const isKnownWrong = ({ isLive, state }: SealEntry): boolean =>
  isLive && (state === 'broken' || state === 'missing');

function liveSeals(duty: SealDuty, isHere: (entry: SealEntry) => boolean): SealEntry[] {
  const here = duty
    .register()
    .seals()
    .filter((entry) => entry.isLive && isHere(entry));
  return sealsByPlace(duty, here);
}
