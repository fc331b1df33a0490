import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';

const Code = z.string().check(z.minLength(1), z.maxLength(100));

export const Campus = z.strictObject({ id: Id, name: Code, zone: z.string() });
export type Campus = z.infer<typeof Campus>;

export const AccessMode = z.enum(['closed', 'conditional', 'open']);

export const Building = z.strictObject({
  id: Id,
  campusId: Id,
  name: Code,
  aliases: z.array(z.string()),
  accessMode: AccessMode,
});
export type Building = z.infer<typeof Building>;

/** A stairwell. A building without units is one unit whose id is the building's. */
export const Unit = z.strictObject({ id: Id, buildingId: Id, code: Code });
export type Unit = z.infer<typeof Unit>;

/** `unitId` is the building's id where there are no units. Beds are codes, sorted naturally. */
export const Room = z.strictObject({
  id: Id,
  buildingId: Id,
  unitId: Id,
  code: Code,
  beds: z.array(Code),
});
export type Room = z.infer<typeof Room>;

/** One door may serve several buildings. */
export const Door = z.strictObject({
  id: Id,
  name: Code,
  buildingIds: z.array(Id).check(z.minLength(1)),
});
export type Door = z.infer<typeof Door>;

/** How often an area is disinfected hangs on its class (policy). */
export const AreaClass = z.enum(['dormitory', 'public', 'bins', 'family']);
export type AreaClass = z.infer<typeof AreaClass>;

/** A place that is disinfected, or from which refuse is cleared, by plan. */
export const DisinfectionArea = z.strictObject({
  id: Id,
  buildingId: Id,
  name: Code,
  class: AreaClass,
  /** A key area (重点区域). */
  isKey: z.boolean(),
  /** Since when and until when it is under the plan; `to` is `null` while it is. */
  from: Instant,
  to: z.nullable(Instant),
});
export type DisinfectionArea = z.infer<typeof DisinfectionArea>;

/** `college`, `grade` and `name` together are what the roster calls a class. */
export const SchoolClass = z.strictObject({
  id: Id,
  college: z.nullable(z.string()),
  grade: z.nullable(z.string()),
  name: Code,
});
export type SchoolClass = z.infer<typeof SchoolClass>;

export const Thermometer = z.strictObject({
  id: Id,
  name: Code,
  unit: z.enum(['C', 'F']),
  buildingId: z.nullable(Id),
  calibratedOn: z.nullable(z.string()),
});
export type Thermometer = z.infer<typeof Thermometer>;
