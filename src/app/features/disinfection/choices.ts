import type {
  Agent,
  DisinfectedObject,
  DisinfectionMethod,
  Operator,
} from '../../../domain/disinfection.ts';

/** In the order in which they are offered: the usual first. Lists, so that no schema comes to the screen. */
export const METHODS = ['wipe', 'mop', 'spray', 'soak'] as const satisfies DisinfectionMethod[];
export const OPERATORS = ['property', 'staff', 'volunteer'] as const satisfies Operator[];
export const AGENTS = [
  'chlorine',
  'ethanol',
  'quats',
  'chlorine_dioxide',
  'peracetic_acid',
  'hydrogen_peroxide',
  'iodine',
  'guanidines',
  'phenols',
] as const satisfies Agent[];
export const OBJECTS = [
  'surfaces',
  'floors',
  'toilet_contact',
  'toilet_bowl',
  'contaminated',
  'mops',
  'textiles',
  'tableware',
  'refuse',
  'vomit',
  'electronics',
  'visibly_dirty',
] as const satisfies DisinfectedObject[];

/** As many photos as one record takes. */
export const MOST_PHOTOS = 4;
