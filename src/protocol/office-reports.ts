import * as z from 'zod/mini';
import { CorrectionAnswer } from '../domain/correction.ts';
import { Day, Id, Instant } from '../domain/id.ts';
import { BodySite } from '../domain/reading.ts';
import { Whereabouts } from '../domain/person.ts';
import { Slot, SymptomCode } from '../domain/report-rules.ts';
import { Session } from '../domain/report-session.ts';
import { SelfReport } from '../domain/self-report.ts';
import type { Endpoint } from './endpoint.ts';
import { By, Lang, Mask, Name, Offset, Person, told } from './report-parts.ts';

const Verdict = z.enum(['normal', 'too-low', 'high', 'impossible']);

/** A report as it stands after its amendments: the person's own word, or that of who told it on behalf. */
export const ReportRow = z.strictObject({
  ...told,
  slot: Slot,
  isLate: z.boolean(),
  /** Told before the session began: it counts for nothing. */
  isAhead: z.boolean(),
  reading: z.nullable(z.strictObject({ tempC: z.number(), site: BodySite, verdict: Verdict })),
  notMeasured: SelfReport.shape.notMeasured,
  symptoms: SelfReport.shape.symptoms,
  whereabouts: SelfReport.shape.whereabouts,
  city: SelfReport.shape.city,
  exposure: SelfReport.shape.exposure,
  onBehalfAs: SelfReport.shape.onBehalfAs,
  isAmended: z.boolean(),
  /** Two people amended it differently: a person must decide. */
  isContested: z.boolean(),
});
export type ReportRow = z.infer<typeof ReportRow>;

const reportsAsked = {
  /** Of the session, by the campus's clock; today's where it names none. */
  day: z.optional(Day),
  slot: z.optional(Slot),
  buildingId: z.optional(Id),
  classId: z.optional(Id),
  /** `abnormal`: with a high reading, a symptom, or contact to somebody ill. */
  state: z.optional(z.enum(['all', 'abnormal'])),
};
/** `GET /api/v1/reports`: the reports of the sessions of a day, newest first. */
export const ReportsQuery = z.strictObject({ ...reportsAsked, offset: Offset });
export type ReportsQuery = z.infer<typeof ReportsQuery>;
export const ReportsCsvQuery = z.strictObject({ ...reportsAsked, mask: Mask, lang: Lang });
export type ReportsCsvQuery = z.infer<typeof ReportsCsvQuery>;
export const ReportsPage = z.strictObject({
  day: Day,
  total: z.int(),
  /** Of all that the place and session have, whatever the state asked for. */
  abnormal: z.int(),
  rows: z.array(ReportRow),
});
export type ReportsPage = z.infer<typeof ReportsPage>;

/** `GET /api/v1/corrections`: who asked that what is recorded of them be put right, newest first. */
export const CorrectionsQuery = z.strictObject({
  /** `open`: not answered yet. */
  state: z.optional(z.enum(['open', 'all'])),
  offset: Offset,
});
export type CorrectionsQuery = z.infer<typeof CorrectionsQuery>;
/** What a record says, as far as it says such things; without it where retention has erased it. */
export const RecordSaid = z.strictObject({
  at: Instant,
  by: By,
  session: z.nullable(Session),
  reading: z.nullable(z.strictObject({ tempC: z.number(), site: BodySite })),
  symptoms: z.nullable(z.array(SymptomCode)),
  whereabouts: z.nullable(Whereabouts),
  note: Name,
});
export type RecordSaid = z.infer<typeof RecordSaid>;
export const CorrectionRow = z.strictObject({
  ...told,
  /** The fact that it is about, with its kind; `null` = about none in particular. */
  of: z.nullable(z.strictObject({ id: Id, type: Name, record: z.nullable(RecordSaid) })),
  text: z.string(),
  answers: z.array(z.strictObject({ id: Id, at: Instant, by: By, text: z.string() })),
});
export type CorrectionRow = z.infer<typeof CorrectionRow>;
export const CorrectionsPage = z.strictObject({ total: z.int(), rows: z.array(CorrectionRow) });
export type CorrectionsPage = z.infer<typeof CorrectionsPage>;

/** `POST /api/v1/corrections/:id/answers`: the same `factId` may be sent again. */
export const AnswerRequest = z.strictObject({
  factId: Id,
  text: CorrectionAnswer.shape.text,
});
export type AnswerRequest = z.infer<typeof AnswerRequest>;

/** `GET /api/v1/people/:id/ledger`: fourteen days of one person's temperatures, whoever took them. */
export const LedgerQuery = z.strictObject({
  /** Today's where it names none. */
  lastDay: z.optional(Day),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;
export const PersonLedger = z.strictObject({
  person: Person,
  /** What the rules let two readings differ. */
  disagreeDeltaC: z.number(),
  days: z.array(
    z.strictObject({
      day: Day,
      readings: z.array(
        z.strictObject({
          id: Id,
          at: Instant,
          source: z.enum(['door', 'room', 'session', 'behalf', 'self']),
          tempC: z.number(),
          site: BodySite,
          verdict: Verdict,
          /** Less the nearest better evidence of that day; `null` where there is none. */
          gapC: z.nullable(z.number()),
          isOverGap: z.boolean(),
        }),
      ),
    }),
  ),
});
export type PersonLedger = z.infer<typeof PersonLedger>;

export const REPORTS_API = {
  listReports: {
    method: 'get',
    path: '/reports',
    summary: 'Health reports of a day’s sessions, by building or class',
    query: ReportsQuery,
    reply: ReportsPage,
  },
  reportsCsv: {
    method: 'get',
    path: '/reports.csv',
    summary: 'The same as a file; names are masked unless asked otherwise',
    query: ReportsCsvQuery,
    reply: 'csv',
  },
  listCorrections: {
    method: 'get',
    path: '/corrections',
    summary: 'What people asked to have put right of what is recorded of them',
    query: CorrectionsQuery,
    reply: CorrectionsPage,
  },
  answerCorrection: {
    method: 'post',
    path: '/corrections/:id/answers',
    summary: 'Answer somebody who asked for a correction',
    body: AnswerRequest,
    reply: CorrectionRow,
  },
  personLedger: {
    method: 'get',
    path: '/people/:id/ledger',
    summary: 'The temperatures of one person in fourteen days, door, room and reports side by side',
    query: LedgerQuery,
    reply: PersonLedger,
  },
} as const satisfies Record<string, Endpoint>;
