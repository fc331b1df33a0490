import * as z from 'zod/mini';
import { Absence, AbsenceFollowUp } from '../domain/absence.ts';
import { AttachmentSha } from '../domain/attachment.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import type { Endpoint } from './endpoint.ts';
import { By, Lang, Mask, Name, Offset, told } from './report-parts.ts';

const absencesAsked = {
  /** `open`: without proof that the person may be in class again; `missing`: of those, whoever is in class all the same. */
  state: z.optional(z.enum(['open', 'missing', 'all'])),
  buildingId: z.optional(Id),
  classId: z.optional(Id),
};
/** `GET /api/v1/absences`: everybody who is registered as absent through illness; open ones first, each newest first. */
export const AbsencesQuery = z.strictObject({ ...absencesAsked, offset: Offset });
export type AbsencesQuery = z.infer<typeof AbsencesQuery>;
export const AbsencesCsvQuery = z.strictObject({ ...absencesAsked, mask: Mask, lang: Lang });
export type AbsencesCsvQuery = z.infer<typeof AbsencesCsvQuery>;
export const AbsenceRow = z.strictObject({
  ...told,
  onsetOn: Absence.shape.onsetOn,
  absentFrom: Absence.shape.absentFrom,
  symptoms: Absence.shape.symptoms,
  note: Absence.shape.note,
  /** In the order in which they were told. */
  steps: z.array(
    z.strictObject({
      id: Id,
      at: Instant,
      by: By,
      step: AbsenceFollowUp.def.shape.step,
      diagnosisClass: AbsenceFollowUp.def.shape.diagnosisClass,
      on: Day,
      note: Name,
      photos: z.array(z.strictObject({ sha: AttachmentSha, isReceived: z.boolean() })),
    }),
  ),
  isOpen: z.boolean(),
  /** The day of the first session, after it was registered, in which staff saw the person in class. */
  backOn: z.nullable(Day),
  proof: z.enum(['awaited', 'missing', 'late', 'given']),
});
export type AbsenceRow = z.infer<typeof AbsenceRow>;
export const AbsencesPage = z.strictObject({ total: z.int(), rows: z.array(AbsenceRow) });
export type AbsencesPage = z.infer<typeof AbsencesPage>;

export const ABSENCE_API = {
  listAbsences: {
    method: 'get',
    path: '/absences',
    summary: 'Absence through illness, with the steps of tracing its cause',
    query: AbsencesQuery,
    reply: AbsencesPage,
  },
  absencesCsv: {
    method: 'get',
    path: '/absences.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: AbsencesCsvQuery,
    reply: 'csv',
  },
  absencePhoto: {
    method: 'get',
    path: '/absences/:id/photo',
    summary: 'A photo of a step of tracing the cause, such as the proof of return',
    query: z.strictObject({ sha: AttachmentSha }),
    reply: 'jpeg',
  },
} as const satisfies Record<string, Endpoint>;
