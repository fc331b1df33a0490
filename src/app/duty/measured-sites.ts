import type { BodySite } from '../../domain/reading.ts';

/** The places that are offered where somebody is measured, the usual one first. */
export const MEASURED_SITES: readonly BodySite[] = [
  'forehead',
  'wrist',
  'neck',
  'temporal',
  'ear',
  'axilla',
  'oral',
  'other',
];
