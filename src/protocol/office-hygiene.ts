import * as z from 'zod/mini';
import { AttachmentSha } from '../domain/attachment.ts';
import { Words } from '../domain/hygiene-form.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';

const Name = z.nullable(z.string());
const Offset = z.optional(z.string().check(z.regex(/^\d{1,7}$/)));

const RoomPlace = z.strictObject({
  building: z.strictObject({ id: Id, name: Name }),
  /** `null` where the building has no units. */
  unit: Name,
  room: Name,
});

/** One looking-over of a room, by everybody who did it on that visit. */
export const InspectionRow = z.strictObject({
  id: Id,
  at: Instant,
  /** When it was typed in from paper; `at` is then the time on the sheet, if that may count. */
  typedInAt: z.nullable(Instant),
  day: Day,
  place: RoomPlace,
  /** `null` where the form of that time is gone: then nothing is scored. */
  form: z.nullable(Words),
  score: z.nullable(z.int()),
  max: z.nullable(z.int()),
  passMark: z.nullable(z.int()),
  hasPassed: z.nullable(z.boolean()),
  by: z.array(Name),
  findingCount: z.int(),
  /** Of those, what is still to be put right. */
  openCount: z.int(),
});
export type InspectionRow = z.infer<typeof InspectionRow>;

const FindingPhotos = z.array(z.strictObject({ sha: AttachmentSha, isReceived: z.boolean() }));

/** Something that is to be put right. */
export const FindingRow = z.strictObject({
  id: Id,
  at: Instant,
  /** When it was typed in from paper; `at` is then the time on the sheet, if that may count. */
  typedInAt: z.nullable(Instant),
  day: Day,
  place: RoomPlace,
  item: Words,
  /** Whose bed or desk. */
  person: Name,
  points: z.number(),
  note: z.nullable(z.string()),
  fixBy: z.nullable(Day),
  isLate: z.boolean(),
  by: Name,
  photos: FindingPhotos,
  /** What was written and photographed of it by those who found it before, oldest first. */
  before: z.array(
    z.strictObject({
      id: Id,
      day: Day,
      by: Name,
      note: z.nullable(z.string()),
      photos: FindingPhotos,
    }),
  ),
});
export type FindingRow = z.infer<typeof FindingRow>;

/** From one campus day to another, both included: 92 at most. */
export const InspectionsQuery = z.strictObject({
  from: Day,
  to: Day,
  buildingId: z.optional(Id),
  offset: Offset,
});
export type InspectionsQuery = z.infer<typeof InspectionsQuery>;

/** `GET /api/v1/hygiene`: by building, unit and room, newest first within a room. */
export const InspectionsPage = z.strictObject({
  total: z.int(),
  failed: z.int(),
  rows: z.array(InspectionRow),
});
export type InspectionsPage = z.infer<typeof InspectionsPage>;

/** `GET /api/v1/hygiene.csv`: the same selection, all rows. No resident is named in it. */
export const InspectionsCsvQuery = z.extend(z.omit(InspectionsQuery, { offset: true }), {
  lang: z.optional(z.enum(['zh', 'en'])),
});
export type InspectionsCsvQuery = z.infer<typeof InspectionsCsvQuery>;

/** `GET /api/v1/hygiene/findings`: the late ones first, then by the day until which they are to be put right. */
export const FindingsQuery = z.strictObject({ buildingId: z.optional(Id), offset: Offset });
export type FindingsQuery = z.infer<typeof FindingsQuery>;
export const FindingsPage = z.strictObject({
  total: z.int(),
  late: z.int(),
  rows: z.array(FindingRow),
});
export type FindingsPage = z.infer<typeof FindingsPage>;

/** What was put right: the finding, and who did it, with the photos of after. */
export const RectifiedRow = z.strictObject({
  ...z.omit(FindingRow, { isLate: true }).shape,
  putRight: z.strictObject({
    id: Id,
    at: Instant,
    day: Day,
    by: Name,
    note: z.nullable(z.string()),
    photos: FindingRow.shape.photos,
  }),
});
export type RectifiedRow = z.infer<typeof RectifiedRow>;

/** `GET /api/v1/hygiene/rectified`: put right on one of those days, the last first. */
export const RectifiedPage = z.strictObject({ total: z.int(), rows: z.array(RectifiedRow) });
export type RectifiedPage = z.infer<typeof RectifiedPage>;

/** `GET /api/v1/hygiene/findings/:id/photo?sha=`: one that the finding, or what put it right, names. 404 until it has come. */
export const FindingPhotoQuery = z.strictObject({ sha: AttachmentSha });
export type FindingPhotoQuery = z.infer<typeof FindingPhotoQuery>;

export const HYGIENE_API = {
  inspections: {
    method: 'get',
    path: '/hygiene',
    summary: 'Hygiene inspections of rooms of some days, with their scores',
    query: InspectionsQuery,
    reply: InspectionsPage,
  },
  inspectionsCsv: {
    method: 'get',
    path: '/hygiene.csv',
    summary: 'Hygiene inspections as a table',
    query: InspectionsCsvQuery,
    reply: 'csv',
  },
  openFindings: {
    method: 'get',
    path: '/hygiene/findings',
    summary: 'What was found in rooms and is to be put right',
    query: FindingsQuery,
    reply: FindingsPage,
  },
  rectified: {
    method: 'get',
    path: '/hygiene/rectified',
    summary: 'What was found in rooms and has been put right, by whom, with photos of after',
    query: InspectionsQuery,
    reply: RectifiedPage,
  },
  findingPhoto: {
    method: 'get',
    path: '/hygiene/findings/:id/photo',
    summary: 'A photo of a finding',
    query: FindingPhotoQuery,
    reply: 'jpeg',
  },
} as const satisfies Record<string, Endpoint>;
