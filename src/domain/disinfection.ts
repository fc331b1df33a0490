import * as z from 'zod/mini';
import { Day, Id } from './id.ts';
import { Note, Photos } from './room-visit.ts';

/** Classes of active substance, as the guides sort them. */
export const Agent = z.enum([
  'chlorine',
  'ethanol',
  'quats',
  'chlorine_dioxide',
  'peracetic_acid',
  'hydrogen_peroxide',
  'iodine',
  'guanidines',
  'phenols',
]);
export type Agent = z.infer<typeof Agent>;

export const DisinfectionMethod = z.enum(['spray', 'wipe', 'mop', 'soak']);
export type DisinfectionMethod = z.infer<typeof DisinfectionMethod>;

export const Operator = z.enum(['staff', 'property', 'volunteer']);
export type Operator = z.infer<typeof Operator>;

const ml = z.number().check(z.nonnegative(), z.maximum(1_000_000));

/** What was mixed, by the label of the product and the calculator of this build. */
export const Mixture = z.strictObject({
  /** Concentration of the product as its label says, in mg of active substance per litre. */
  stockMgPerL: z.number().check(z.positive(), z.maximum(1_000_000)),
  /** When the product was opened: chlorine loses strength with age. */
  openedOn: z.nullable(Day),
  stockMl: ml,
  waterMl: ml,
});
export type Mixture = z.infer<typeof Mixture>;

/** An area is being disinfected; its contact time runs from here. */
export const Disinfection = z.strictObject({
  areaId: Id,
  /** Of the campus, and which of that day's rounds it fills. */
  day: Day,
  slot: z.int().check(z.positive(), z.maximum(24)),
  agent: Agent,
  product: z.nullable(Note),
  targetMgPerL: z.nullable(z.number().check(z.positive(), z.maximum(1_000_000))),
  mixture: z.nullable(Mixture),
  method: DisinfectionMethod,
  contactMinutes: z.number().check(z.nonnegative(), z.maximum(1440)),
  operator: Operator,
  photos: Photos,
});
export type Disinfection = z.infer<typeof Disinfection>;

/** The contact time is over, and the area was aired. */
export const DisinfectionEnd = z.strictObject({
  disinfectionId: Id,
  ventilationMinutes: z.nullable(z.number().check(z.nonnegative(), z.maximum(1440))),
  note: z.nullable(Note),
  photos: Photos,
});
export type DisinfectionEnd = z.infer<typeof DisinfectionEnd>;

/** A second person has looked at the work. */
export const Acceptance = z.strictObject({
  disinfectionId: Id,
  isAccepted: z.boolean(),
  note: z.nullable(Note),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** Refuse was cleared from an area. */
export const RefuseClearing = z.strictObject({
  areaId: Id,
  day: Day,
  slot: z.int().check(z.positive(), z.maximum(24)),
  note: z.nullable(Note),
  photos: Photos,
});
export type RefuseClearing = z.infer<typeof RefuseClearing>;
