import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';

/** Where the roster says a person lives. Codes are text: "0312" is not 312. */
export const Home = z.strictObject({
  buildingId: Id,
  /** The building's id where it has no units; `null` if the roster does not say. */
  unitId: z.nullable(Id),
  unit: z.nullable(z.string()),
  room: z.nullable(z.string()),
  bed: z.nullable(z.string()),
});
export type Home = z.infer<typeof Home>;

/**
 * What staff may see of everyone, offline. `keys` are search keys made at import
 * (`domain/search-keys.ts` says which).
 */
export const Directory = z.strictObject({
  id: Id,
  kind: z.enum(['student', 'staff']),
  /** Student number, or `null`: staff are keyed by phone, which the directory does not show. */
  number: z.nullable(z.string()),
  name: z.string(),
  passportName: z.nullable(z.string()),
  gender: z.nullable(z.enum(['M', 'F'])),
  college: z.nullable(z.string()),
  grade: z.nullable(z.string()),
  className: z.nullable(z.string()),
  classId: z.nullable(Id),
  category: z.nullable(z.enum(['undergraduate', 'master', 'doctoral', 'language'])),
  home: z.nullable(Home),
  keys: z.array(z.string()),
});
export type Directory = z.infer<typeof Directory>;

export const Whereabouts = z.enum([
  'on_campus',
  'city_off_campus',
  'china_outside_city',
  'abroad',
  'unreachable',
]);
export type Whereabouts = z.infer<typeof Whereabouts>;

/** What unit keepers, building heads and class heads need to reach a person. */
export const Contact = z.strictObject({
  id: Id,
  phone: z.nullable(z.string()),
  wechat: z.nullable(z.string()),
  counsellor: z.nullable(z.string()),
  whereabouts: z.nullable(Whereabouts),
  whereaboutsSince: z.nullable(Instant),
});
export type Contact = z.infer<typeof Contact>;

/** More of them are not kept. */
export const PAST_WHEREABOUTS_MAX = 10;

/**
 * Where the register had a person before, oldest first; for whoever reads the contact. A document of its own, so that
 * an app that does not know it reads the contact as ever.
 */
export const PastWhereabouts = z.strictObject({
  /** The person's. */
  id: Id,
  before: z
    .array(
      z.strictObject({
        whereabouts: Whereabouts,
        /** `null`: from ever. */
        from: z.nullable(Instant),
        /** When it was no longer so. */
        to: Instant,
      }),
    )
    .check(z.maxLength(PAST_WHEREABOUTS_MAX)),
});
export type PastWhereabouts = z.infer<typeof PastWhereabouts>;

/** Never leaves the office. */
export const Identity = z.strictObject({
  id: Id,
  nationality: z.nullable(z.string()),
  nationalityText: z.nullable(z.string()),
  passportNo: z.nullable(z.string()),
  remark: z.nullable(z.string()),
  enrolledOn: z.nullable(z.string()),
  leftOn: z.nullable(z.string()),
});
export type Identity = z.infer<typeof Identity>;

/** A person's bed over time; `to` is `null` while it lasts. */
export const Stay = z.strictObject({
  id: Id,
  personId: Id,
  home: Home,
  from: Instant,
  to: z.nullable(Instant),
});
export type Stay = z.infer<typeof Stay>;
