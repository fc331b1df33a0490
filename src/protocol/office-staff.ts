import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import { Assignment, Post, Role } from '../domain/role.ts';
import { FileNotice, RowRemark } from './office-roster.ts';
import { Done, Login, NewPassword, OfficeAccount, PersonName } from './office-session.ts';
import type { Endpoint } from './endpoint.ts';

const Phone = z.string().check(z.trim(), z.maxLength(40));

/** `place` is the name of the post as text ("文苑二号楼 / 3"), `null` for campus and self. */
export const AssignmentEntry = z.strictObject({
  assignment: Assignment,
  place: z.nullable(z.string()),
  isValid: z.boolean(),
});
export type AssignmentEntry = z.infer<typeof AssignmentEntry>;

export const StaffEntry = z.strictObject({
  /** The account document's version, for `If-Match`. */
  version: z.int(),
  account: OfficeAccount,
  phone: z.nullable(z.string()),
  assignments: z.array(AssignmentEntry),
  deviceCount: z.int(),
  lastContactAt: z.nullable(Instant),
});
export type StaffEntry = z.infer<typeof StaffEntry>;

/** `POST /api/v1/staff/search`: by name, 100 from `offset`. A POST, so that names stand in no address. */
export const StaffSearch = z.strictObject({
  query: z.optional(z.string().check(z.maxLength(100))),
  offset: z.optional(z.int().check(z.nonnegative())),
});
export type StaffSearch = z.infer<typeof StaffSearch>;
export const StaffPage = z.strictObject({ total: z.int(), staff: z.array(StaffEntry) });
export type StaffPage = z.infer<typeof StaffPage>;

/** A role over a post; the server fills the building ids of a door or unit post itself if it knows better. */
export const AssignmentRequest = z.strictObject({
  role: Role,
  post: Post,
  /** From now if absent. */
  from: z.optional(Instant),
  to: z.optional(z.nullable(Instant)),
});
export type AssignmentRequest = z.infer<typeof AssignmentRequest>;

/**
 * `POST /api/v1/staff`. A login with its password makes an office sign-in (`office_admin` and
 * `auditor` need one); everybody else signs in by enrolling a phone.
 */
export const StaffRequest = z.strictObject({
  name: PersonName,
  phone: z.nullable(Phone),
  login: z.optional(Login),
  password: z.optional(NewPassword),
  assignments: z.array(AssignmentRequest).check(z.maxLength(20)),
});
export type StaffRequest = z.infer<typeof StaffRequest>;

/** `PUT /api/v1/staff/:accountId` with `If-Match`. Inactive accounts cannot sign in and read nothing. */
export const StaffChange = z.strictObject({
  name: PersonName,
  phone: z.nullable(Phone),
  isActive: z.boolean(),
  /** A new password for the office sign-in; ends its sessions. */
  password: z.optional(NewPassword),
});
export type StaffChange = z.infer<typeof StaffChange>;

export const StaffImportRow = z.strictObject({
  row: z.int(),
  building: z.string(),
  unit: z.nullable(z.string()),
  name: z.string(),
  phone: z.string(),
  /** What applying does: `new` person, `changed` name or post, or `same`. */
  kind: z.enum(['new', 'changed', 'same']),
});
export type StaffImportRow = z.infer<typeof StaffImportRow>;

/** `POST /api/v1/staff/preview` (as the roster's); unknown buildings and units are among `rejected`. */
export const StaffPreview = z.strictObject({
  id: Id,
  expiresAt: Instant,
  fileName: z.string(),
  sha: z.string(),
  counts: z.strictObject({
    staff: z.int(),
    units: z.int(),
    new: z.int(),
    changed: z.int(),
    same: z.int(),
  }),
  rows: z.array(StaffImportRow),
  /** Keepers whose post goes to somebody else, or who go to another unit of the same building. */
  ended: z.array(
    z.strictObject({ name: z.string(), building: z.string(), unit: z.nullable(z.string()) }),
  ),
  rejected: z.array(RowRemark),
  warnings: z.array(RowRemark),
  notices: z.array(FileNotice),
});
export type StaffPreview = z.infer<typeof StaffPreview>;

/** `POST /api/v1/staff/previews/:id/apply` */
export const StaffApplyReply = z.strictObject({
  applied: z.strictObject({ new: z.int(), changed: z.int(), same: z.int() }),
});
export type StaffApplyReply = z.infer<typeof StaffApplyReply>;

/**
 * `POST /api/v1/accounts/:id/enrolment-codes`: shown once and stored hashed. `code` is grouped
 * `XXXX-XXXX-XXXX`; `link` is the path `/#enrol=CODE` below the address of this server. Cancels the
 * account's older unused codes.
 */
export const EnrolmentCode = z.strictObject({
  code: z.string(),
  link: z.string(),
  expiresAt: Instant,
});
export type EnrolmentCode = z.infer<typeof EnrolmentCode>;

export const DeviceEntry = z.strictObject({
  id: Id,
  name: z.string(),
  platform: z.string(),
  accounts: z.array(z.strictObject({ id: Id, name: z.string() })),
  enrolledAt: Instant,
  lastContactAt: z.nullable(Instant),
  pending: z.int(),
  oldestPendingAt: z.nullable(Instant),
  parked: z.int(),
  app: z.nullable(z.string()),
  clockOffsetMs: z.nullable(z.number()),
  persisted: z.nullable(z.boolean()),
  freeBytes: z.nullable(z.number()),
  revokedAt: z.nullable(Instant),
  /** When it said that it has deleted all it held. */
  wipedAt: z.nullable(Instant),
  /** When phone and server last found their digests of the phone's records equal. */
  agreedAt: z.nullable(Instant),
  differsSince: z.nullable(Instant),
  /** When it last said that its browser had cleared what it held, and how much of that was unsent, if it knew. */
  storageLost: z.nullable(z.strictObject({ at: Instant, pending: z.nullable(z.int()) })),
  /** Somebody should look after this phone. */
  alarm: z.nullable(z.enum(['differs', 'silent'])),
});
export type DeviceEntry = z.infer<typeof DeviceEntry>;

/** `GET /api/v1/devices`: those with an alarm first, then the last heard. `POST /api/v1/devices/:id/revoke` answers `Done`. */
export const DeviceList = z.strictObject({ devices: z.array(DeviceEntry) });
export type DeviceList = z.infer<typeof DeviceList>;

export const STAFF_API = {
  staff: {
    method: 'post',
    path: '/staff/search',
    summary: 'Accounts with their posts and phones',
    body: StaffSearch,
    reply: StaffPage,
  },
  createStaff: {
    method: 'post',
    path: '/staff',
    summary: 'Create a member of staff',
    body: StaffRequest,
    reply: StaffEntry,
  },
  changeStaff: {
    method: 'put',
    path: '/staff/:id',
    summary: 'Change or deactivate an account',
    body: StaffChange,
    isVersioned: true,
    reply: StaffEntry,
  },
  createAssignment: {
    method: 'post',
    path: '/staff/:id/assignments',
    summary: 'Give an account a role over a post',
    body: AssignmentRequest,
    reply: StaffEntry,
  },
  endAssignment: {
    method: 'post',
    path: '/staff/:id/assignments/:assignmentId/end',
    summary: 'End an assignment now',
    reply: StaffEntry,
  },
  previewStaff: {
    method: 'post',
    path: '/staff/preview',
    summary: 'Read a staff file; stores nothing',
    isUpload: true,
    reply: StaffPreview,
  },
  applyStaff: {
    method: 'post',
    path: '/staff/previews/:id/apply',
    summary: 'Apply a previewed staff file, all or nothing',
    reply: StaffApplyReply,
  },
  issueCode: {
    method: 'post',
    path: '/accounts/:id/enrolment-codes',
    summary: 'Make an enrolment code; the older ones end',
    reply: EnrolmentCode,
  },
  devices: {
    method: 'get',
    path: '/devices',
    summary: 'Every enrolled phone',
    reply: DeviceList,
  },
  revokeDevice: {
    method: 'post',
    path: '/devices/:id/revoke',
    summary: 'Revoke a phone',
    reply: Done,
  },
} as const satisfies Record<string, Endpoint>;
