import * as z from 'zod/mini';
import { Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';

/** One remark on a row; `row` is the number that a spreadsheet program shows, `sheet` is there where the file has several. */
export const RowRemark = z.looseObject({
  row: z.int(),
  sheet: z.optional(z.string()),
  code: z.string(),
});
export type RowRemark = z.infer<typeof RowRemark>;

/** A remark on the file or a sheet (`SHEET_HIDDEN`, `SHEET_NO_HEADER`, a total that does not match). */
export const FileNotice = z.looseObject({ code: z.string(), sheet: z.optional(z.string()) });
export type FileNotice = z.infer<typeof FileNotice>;

export const RosterCounts = z.strictObject({
  dataRows: z.int(),
  imported: z.int(),
  merged: z.int(),
  rejected: z.int(),
  warnings: z.int(),
});
export type RosterCounts = z.infer<typeof RosterCounts>;

/**
 * What an import would do to a person. `moved`: another building, unit, room or bed (other fields may
 * have changed too). `left`: known from an earlier roster, resident of one of the file's buildings or of none, and not in this file.
 */
export const DifferenceKind = z.enum(['new', 'moved', 'changed', 'left', 'same']);
export type DifferenceKind = z.infer<typeof DifferenceKind>;

/** A person's roster fields as text, keyed as in `expected.json` of the fixtures (`name`, `building`, `unit`, `room`, `bed`, …). */
export const RosterFields = z.record(z.string(), z.nullable(z.string()));
export type RosterFields = z.infer<typeof RosterFields>;

/** `before` is `null` for a new person, `after` for one who left; `fields` names what differs. */
export const DifferenceRow = z.strictObject({
  kind: DifferenceKind,
  number: z.string(),
  name: z.string(),
  /** Row in the file; `null` for one who left. */
  row: z.nullable(z.int()),
  before: z.nullable(RosterFields),
  after: z.nullable(RosterFields),
  fields: z.array(z.string()),
});
export type DifferenceRow = z.infer<typeof DifferenceRow>;

export const DifferenceCounts = z.strictObject({
  new: z.int(),
  moved: z.int(),
  changed: z.int(),
  left: z.int(),
  same: z.int(),
});
export type DifferenceCounts = z.infer<typeof DifferenceCounts>;

/**
 * `POST /api/v1/roster/preview` (multipart, one part `file` of any name; or the bytes as body with
 * `?name=`), and the reply of `create-places`. A file that cannot be read whole is 422
 * `file-refused` with `details.code` (`FILE_XLS`, `FILE_CORRUPT`, …). Nothing is stored but the
 * preview itself, for an hour.
 */
export const RosterPreview = z.strictObject({
  id: Id,
  /** Grows each time the file is read again under this id; applying names the one that was looked at. */
  revision: z.int(),
  expiresAt: Instant,
  fileName: z.string(),
  sha: z.string(),
  outcome: z.literal('imported'),
  counts: RosterCounts,
  sheets: z.array(z.string()),
  /** At most 500 of each; `counts` has the full numbers. */
  rejected: z.array(RowRemark),
  warnings: z.array(RowRemark),
  notices: z.array(FileNotice),
  /** Names in the building column that no building or alias has; their rows are among `rejected`. `units` as the file has them, natural order. */
  unknownBuildings: z.array(
    z.strictObject({
      name: z.string(),
      units: z.array(z.string()),
      rowCount: z.int(),
      campus: z.nullable(z.string()),
    }),
  ),
  /** Units that the building list lacks; applying creates them. */
  unknownUnits: z.array(
    z.strictObject({ building: z.string(), unit: z.string(), rowCount: z.int() }),
  ),
  difference: DifferenceCounts,
  /** The first 20 of each kind but `same`. */
  differenceRows: z.array(DifferenceRow),
});
export type RosterPreview = z.infer<typeof RosterPreview>;

/** `details` of `file-refused`. */
export const FileRefusedDetails = z.looseObject({ code: z.string() });
export type FileRefusedDetails = z.infer<typeof FileRefusedDetails>;

/** `GET /api/v1/roster/previews/:id/difference?kind=&offset=`: 100 rows from `offset`. */
export const DifferenceQuery = z.strictObject({
  kind: DifferenceKind,
  offset: z.optional(z.string().check(z.regex(/^\d{1,7}$/))),
});
export type DifferenceQuery = z.infer<typeof DifferenceQuery>;
export const DifferencePage = z.strictObject({ total: z.int(), rows: z.array(DifferenceRow) });
export type DifferencePage = z.infer<typeof DifferencePage>;

/** `POST /api/v1/roster/previews/:id/create-places`: creates them and answers with the file read again. */
export const CreatePlacesRequest = z.strictObject({
  campusName: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  buildings: z
    .array(
      z.strictObject({
        name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
        units: z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(40))),
      }),
    )
    .check(z.maxLength(2000)),
});
export type CreatePlacesRequest = z.infer<typeof CreatePlacesRequest>;

/**
 * `POST /api/v1/roster/previews/:id/apply`: all of it or nothing. `mark-left` ends the stays of those
 * who left; they stay in the directory without a home. 409 `preview-outdated` (details: a fresh
 * `RosterPreview`) if people or places changed since the preview, or if `revision` is an older one.
 */
export const ApplyRequest = z.strictObject({
  revision: z.int(),
  handleLeft: z.enum(['keep', 'mark-left']),
});
export type ApplyRequest = z.infer<typeof ApplyRequest>;
export const ApplyReply = z.strictObject({ applied: DifferenceCounts });
export type ApplyReply = z.infer<typeof ApplyReply>;

export const ROSTER_API = {
  previewRoster: {
    method: 'post',
    path: '/roster/preview',
    summary: 'Read a roster file; stores nothing',
    isUpload: true,
    reply: RosterPreview,
  },
  rosterDifference: {
    method: 'get',
    path: '/roster/previews/:id/difference',
    summary: 'Rows of one kind of difference',
    query: DifferenceQuery,
    reply: DifferencePage,
  },
  createRosterPlaces: {
    method: 'post',
    path: '/roster/previews/:id/create-places',
    summary: 'Create unknown buildings and read the file again',
    body: CreatePlacesRequest,
    reply: RosterPreview,
  },
  applyRoster: {
    method: 'post',
    path: '/roster/previews/:id/apply',
    summary: 'Apply a previewed roster, all or nothing',
    body: ApplyRequest,
    reply: ApplyReply,
  },
} as const satisfies Record<string, Endpoint>;
