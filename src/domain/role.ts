import * as z from 'zod/mini';
import { Id, Instant } from './id.ts';

export const Role = z.enum([
  'student',
  'room_head',
  'teacher',
  'volunteer',
  'keeper',
  'guard',
  'unit_keeper',
  'building_head',
  'duty_lead',
  'class_head',
  'counsellor',
  'property',
  'clinic',
  'auditor',
  'office_admin',
]);
export type Role = z.infer<typeof Role>;

/** What an assignment is over. The office's and the clinic's are over the campus. */
export const Post = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('campus') }),
  z.strictObject({ kind: z.literal('building'), id: Id }),
  z.strictObject({ kind: z.literal('unit'), id: Id, buildingId: Id }),
  z.strictObject({ kind: z.literal('door'), id: Id, buildingIds: z.array(Id) }),
  z.strictObject({ kind: z.literal('class'), id: Id }),
  z.strictObject({ kind: z.literal('self') }),
]);
export type Post = z.infer<typeof Post>;

/** A named person's responsibility, with its time. `to` is `null` while it lasts. */
export const Assignment = z.strictObject({
  id: Id,
  accountId: Id,
  role: Role,
  post: Post,
  from: Instant,
  to: z.nullable(Instant),
});
export type Assignment = z.infer<typeof Assignment>;

/** One of our users. Every account is a person, so that `person:<id>` is its own feed. */
export const Account = z.strictObject({
  id: Id,
  personId: Id,
  name: z.string(),
  isActive: z.boolean(),
});
export type Account = z.infer<typeof Account>;

/** What an account may do, sent to its own feed so that the phone's screens know it offline. */
export const Access = z.strictObject({
  id: Id,
  personId: Id,
  name: z.string(),
  assignments: z.array(Assignment),
  scopes: z.array(z.string()),
});
export type Access = z.infer<typeof Access>;
