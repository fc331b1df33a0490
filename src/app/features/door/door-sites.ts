import type { BodySite } from '../../../domain/reading.ts';

/** The places a warden may choose at a door, the usual one first. */
export const DOOR_SITES: readonly BodySite[] = [
  'forehead',
  'wrist',
  'neck',
  'temporal',
  'ear',
  'axilla',
  'oral',
  'other',
];
