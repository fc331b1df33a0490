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

export const MgPerL = z.number().check(z.positive(), z.maximum(1_000_000));
const ml = z.number().check(z.nonnegative(), z.maximum(1_000_000));
const pieces = z.int().check(z.positive(), z.maximum(10_000));

const opened = z.nullable(Day);

/**
 * What was mixed, by the label of the product: concentrate, powder in packets, or tablets. `openedOn` is
 * when the product was opened, for chlorine loses strength with age.
 */
export const Mixture = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('liquid'),
    /** In mg of active substance per litre: 1 % by weight and volume is 10,000. */
    stockMgPerL: MgPerL,
    openedOn: opened,
    stockMl: ml,
    waterMl: ml,
  }),
  z.strictObject({
    form: z.literal('powder'),
    percent: z.number().check(z.positive(), z.maximum(100)),
    packetG: z.number().check(z.positive(), z.maximum(10_000)),
    openedOn: opened,
    packets: pieces,
    waterMl: ml,
  }),
  z.strictObject({
    form: z.literal('tablet'),
    /** Available chlorine in one tablet. */
    tabletMg: z.number().check(z.positive(), z.maximum(10_000)),
    openedOn: opened,
    tablets: pieces,
    waterMl: ml,
  }),
]);
export type Mixture = z.infer<typeof Mixture>;

/** What is disinfected (部位): a row of the recipes. */
export const DisinfectedObject = z.enum([
  'surfaces',
  'floors',
  'contaminated',
  'toilet_bowl',
  'toilet_contact',
  'mops',
  'textiles',
  'tableware',
  'vomit',
  'refuse',
  'electronics',
  'visibly_dirty',
]);
export type DisinfectedObject = z.infer<typeof DisinfectedObject>;

/** Which round of the plan it fills: the campus day on which that one's window begins, and its number there. */
const slot = { day: Day, slot: z.int().check(z.positive(), z.maximum(24)) };

/** An area is being disinfected; its contact time runs from here. */
export const Disinfection = z.strictObject({
  areaId: Id,
  ...slot,
  object: DisinfectedObject,
  agent: Agent,
  product: z.nullable(Note),
  targetMgPerL: z.nullable(MgPerL),
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
  ...slot,
  note: z.nullable(Note),
  photos: Photos,
});
export type RefuseClearing = z.infer<typeof RefuseClearing>;
